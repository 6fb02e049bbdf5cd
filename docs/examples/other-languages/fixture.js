const assert = require("node:assert");
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const readline = require("node:readline");
const { Readable, Writable } = require("node:stream");
const { Client } = require("basic-ftp");

const [command, ...first] =
  process.argv.length > 2 ? process.argv.slice(2) : ["./nioftpd", "fixture"];
const options = ["--user", "bob:secret", "--file", "/in/a.txt=hello", "--directory", "/out", "--tls"];

async function main() {
  const fixture = spawn(command, [...first, ...options], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(readline.createInterface(fixture.stdout), "line");
  const server = JSON.parse(line);

  const client = new Client();
  await client.access({
    host: server.host,
    port: server.port,
    user: "bob",
    password: "secret",
    secure: true,
    secureOptions: { ca: server.certificateAuthority },
  });
  let text = "";
  const sink = new Writable({
    write(chunk, encoding, done) {
      text += chunk;
      done();
    },
  });
  await client.downloadTo(sink, "/in/a.txt");
  assert.equal(text, "hello");
  await client.uploadFrom(Readable.from(["from Node"]), "/out/b.txt");
  assert.deepEqual((await client.list("/out")).map((file) => file.name), ["b.txt"]);
  client.close();

  fixture.stdin.end(); // the server ends when its standard input is closed
  const [code] = await once(fixture, "exit");
  assert.equal(code, 0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
