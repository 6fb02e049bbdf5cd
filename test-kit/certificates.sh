#!/bin/sh
# Creates the test certificates of TestCertificates anew: DER files, EC P-256, valid until 2126. They protect nothing.
set -eu
cd "$(dirname "$0")/src/main/resources/io/github/nioftpd/test/tls"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

key() { # name
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$1.key"
}

# name, subject, first day, last day, extensions
certificate() {
  key "$1"
  openssl req -new -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
  printf '%s\n' "$5" basicConstraints=critical,CA:false subjectKeyIdentifier=hash > "$work/$1.ext"
  openssl ca -batch -config "$work/ca.conf" -notext -in "$work/$1.csr" -extfile "$work/$1.ext" \
    -startdate "$3" -enddate "$4" -out "$work/$1.pem"
  openssl x509 -in "$work/$1.pem" -outform DER -out "$1.crt"
  openssl pkcs8 -topk8 -nocrypt -in "$work/$1.key" -outform DER -out "$1.key"
  chmod 644 "$1.key"
}

cat > "$work/ca.conf" <<CONF
[ca]
default_ca = tests
[tests]
new_certs_dir = $work
database = $work/index
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
certificate = $work/authority.pem
private_key = $work/authority.key
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
CONF
: > "$work/index"

key authority
openssl req -new -key "$work/authority.key" -subj "/CN=nioftpd test authority" -config "$work/ca.conf" \
  -out "$work/authority.csr"
printf '%s\n' basicConstraints=critical,CA:true keyUsage=critical,keyCertSign,cRLSign subjectKeyIdentifier=hash \
  > "$work/authority.ext"
openssl ca -batch -config "$work/ca.conf" -notext -selfsign -keyfile "$work/authority.key" -in "$work/authority.csr" \
  -extfile "$work/authority.ext" -startdate 20200101000000Z -enddate 21260101000000Z -out "$work/authority.pem"
openssl x509 -in "$work/authority.pem" -outform DER -out authority.crt

server="subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1
extendedKeyUsage=serverAuth"
certificate localhost /CN=localhost 20200101000000Z 21260101000000Z "$server"
certificate expired /CN=localhost 20200101000000Z 20210101000000Z "$server"
certificate other-name /CN=other.example 20200101000000Z 21260101000000Z "subjectAltName=DNS:other.example
extendedKeyUsage=serverAuth"
certificate client /CN=client 20200101000000Z 21260101000000Z "extendedKeyUsage=clientAuth"
