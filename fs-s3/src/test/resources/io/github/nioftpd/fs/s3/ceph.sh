#!/usr/bin/env bash
# Runs a Ceph cluster for as long as its standard input is open: one monitor, one OSD that keeps all objects in memory,
# and the gateway that speaks S3. Prints "ready", or what went wrong.
#
#   ceph.sh DIRECTORY MONITOR_PORT S3_PORT
#
# DIRECTORY exists, is empty and is removed at the end. ACCESS_KEY and SECRET_KEY of the user who owns the buckets are in
# the environment; a second user, partner, has the access key "partner-access" and the same secret, and no rights yet.
. "$(dirname "$0")/store.sh"
monitor=127.0.0.1:$2 s3=127.0.0.1:$3
conf=$directory/ceph.conf

run() { # NAME COMMAND…: ends before the next begins
  local name=$1
  shift
  "$@" -c "$conf" >>"$log/$name" 2>&1 </dev/null
}

start_ceph() { # NAME COMMAND…
  start "$@" -c "$conf" -f
}

mkdir -p "$directory"/{mon,osd,rgw,run}
touch "$directory/keyring"
fsid=$(cat /proc/sys/kernel/random/uuid)
osd=$(cat /proc/sys/kernel/random/uuid)

cat >"$conf" <<CONF
[global]
fsid = $fsid
mon host = [v2:$monitor]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
public network = 127.0.0.0/8
ms bind ipv6 = false
ms bind msgr1 = false
# without keys there is no encryption either, which the gateway would ask the monitor for
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
keyring = $directory/keyring
run dir = $directory/run
admin socket = $directory/run/\$name.asok
crash dir = $directory/run
log to stderr = true
log to file = false
mon cluster log to file = false
# one copy of everything is enough
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon max pg per osd = 1000

[mon]
mon data = $directory/mon
mon allow pool size one = true
mon data avail warn = 1
mon data avail crit = 0

[osd]
osd data = $directory/osd
osd objectstore = memstore
memstore device bytes = 2147483648

[client]
rgw data = $directory/rgw
# with Nagle's algorithm each answer waits 40 ms for the acknowledgement of its head
rgw frontends = beast endpoint=$s3 tcp_nodelay=1
rgw run sync thread = false
rgw thread pool size = 64
# what is deleted gives its memory back soon, not after two hours
rgw gc obj min wait = 5
rgw gc processor period = 5
rgw gc processor max time = 60
CONF

run monmap monmaptool --create --fsid "$fsid" --addv a "[v2:$monitor]" "$directory/monmap"
run mon ceph-mon -i a --mkfs --monmap "$directory/monmap"
start_ceph mon ceph-mon -i a
run osd ceph --connect-timeout 30 osd new "$osd"
run osd ceph-osd -i 0 --mkfs --osd-uuid "$osd"
start_ceph osd ceph-osd -i 0
# the first to ask makes the gateway's pools, and waits for the OSD
run user timeout 120 radosgw-admin user create --uid=tests --display-name=tests \
  --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY"
run user timeout 60 radosgw-admin user create --uid=partner --display-name=partner \
  --access-key=partner-access --secret-key="$SECRET_KEY"
start_ceph rgw radosgw -n client.rgw
await_ports "$3"
serve
