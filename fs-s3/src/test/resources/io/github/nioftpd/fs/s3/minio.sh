#!/usr/bin/env bash
# Runs a MinIO server for as long as its standard input is open. Prints "ready", or what went wrong.
#
#   minio.sh DIRECTORY S3_PORT
#
# DIRECTORY exists, is empty and is removed at the end. MINIO, ACCESS_KEY and SECRET_KEY are in the environment.
. "$(dirname "$0")/store.sh"
export HOME=$directory MINIO_ROOT_USER=$ACCESS_KEY MINIO_ROOT_PASSWORD=$SECRET_KEY MINIO_BROWSER=off MINIO_UPDATE=off
start minio "$MINIO" server "$directory/data" --address "127.0.0.1:$2" --certs-dir "$directory/certs"
await_ports "$2"
serve
