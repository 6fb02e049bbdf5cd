# nioftpd, started as a user would: the launcher with the JVM's own choices. One virtual thread per session, sendfile
# downloads. Logs warnings only, as the others log nothing. NIOFTPD_HOME is the repository.
NAME=nioftpd PORT=2106 TLS="1.2 1.3"
run() { NIOFTPD_JAVA_OPTS="-Dlogback.configurationFile=$NIOFTPD_HOME/bench/logback.xml ${NIOFTPD_JAVA_OPTS:-}" \
  exec "$NIOFTPD_HOME/nioftpd" "$ROOT" -i 127.0.0.1 -p $PORT \
  -w -u "$FUSER" -P "$FPASS" --max-cons=0 --max-cons-per-ip=0 --timeout=3600 -r 16000-17999 --tls --certfile="$CERT" --keyfile="$KEY"; }
