// A mail server that takes everything and keeps nothing, in a process of its own. Its port is its argument.
import { SMTPServer } from "smtp-server";

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  logger: false,
  onData(stream, _session, done) {
    stream.on("end", done).resume();
  },
});
server.listen(Number(process.argv[2]), "127.0.0.1");
