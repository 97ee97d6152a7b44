// An SMTP server that accepts every email and discards it, in its own process. The argument is its port.
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
