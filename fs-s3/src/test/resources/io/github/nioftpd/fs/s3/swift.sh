#!/usr/bin/env bash
# Runs OpenStack Swift with its gateway for S3 for as long as its standard input is open: one process each for
# accounts, containers, objects, the proxy and its cache, and one copy of everything. Prints "ready", or what went wrong.
#
#   swift.sh DIRECTORY CACHE_PORT ACCOUNT_PORT CONTAINER_PORT OBJECT_PORT S3_PORT
#
# DIRECTORY exists, is empty, takes extended attributes and is removed at the end. ACCESS_KEY, which is account:user, and
# SECRET_KEY are in the environment.
. "$(dirname "$0")/store.sh"
etc=$directory/etc
python=/usr/bin/python3 # that of the packages
declare -A port=([cache]=$2 [account]=$3 [container]=$4 [object]=$5 [proxy]=$6)
mkdir -p "$etc" "$directory"/{devices/d1,cache}

cat >"$etc/swift.conf" <<CONF
[swift-hash]
swift_hash_path_prefix = tests
swift_hash_path_suffix = tests
CONF

# rings of one device
"$python" - "$etc" "${port[account]}" "${port[container]}" "${port[object]}" >"$log/rings" 2>&1 <<'PYTHON'
import sys
from swift.common.ring import RingBuilder
for name, port in zip(('account', 'container', 'object'), sys.argv[2:]):
    builder = RingBuilder(6, 1, 1)
    builder.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': int(port), 'device': 'd1', 'weight': 1,
                     'replication_ip': '127.0.0.1', 'replication_port': int(port)})
    builder.rebalance()
    builder.get_ring().save('%s/%s.ring.gz' % (sys.argv[1], name))
PYTHON

common() { # NAME
  cat <<CONF
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port[$1]}
workers = 0
user = $(id -un)
swift_dir = $etc
devices = $directory/devices
mount_check = false
disable_fallocate = true
fallocate_reserve = 0
log_level = WARNING
CONF
}

start_server() { # NAME: a server whose swift.conf is not in /etc
  start "$1" "$python" -c '
import runpy, sys
from swift.common import storage_policy, utils
utils.set_swift_dir(sys.argv.pop(1))
storage_policy.reload_storage_policies()
sys.argv.pop(0)
runpy.run_path(sys.argv[0], run_name="__main__")
' "$etc" "$(type -P "swift-$1-server")" "$etc/$1.conf" --verbose
}

for name in account container object; do
  { common $name; cat <<CONF
[pipeline:main]
pipeline = $name-server
[app:$name-server]
use = egg:swift#$name
recon_cache_path = $directory/cache
CONF
  } >"$etc/$name.conf"
  start_server $name
done

{ common proxy; cat <<CONF
[pipeline:main]
pipeline = catch_errors gatekeeper cache bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${port[cache]}
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_${ACCESS_KEY/:/_} = $SECRET_KEY .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:versioned_writes]
use = egg:swift#versioned_writes
allow_object_versioning = true
[filter:symlink]
use = egg:swift#symlink
CONF
} >"$etc/proxy.conf"
start cache memcached -u "$(id -un)" -l 127.0.0.1 -p "${port[cache]}"
start_server proxy
await_ports "${port[@]}"
serve
