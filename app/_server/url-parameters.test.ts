import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { DATABASE_PARAMETERS, SMTP_PARAMETERS, withPlainSslMode, wrongParameters } from "./url-parameters";

const inDatabaseUrl = (query: string) =>
  wrongParameters(new URL(`postgres://usher@db.example/usher?${query}`), DATABASE_PARAMETERS);
const inSmtpUrl = (query: string) =>
  wrongParameters(new URL(`smtp://mail.example:587?${query}`), SMTP_PARAMETERS);

test.each([
  ["sslmod"],
  ["ssl_mode"],
  ["connect_timeout"],
  ["channel_binding"],
  ["pgbouncer"],
  ["uselibpqcompat"],
])("the parameter %s of a database's URL, which would be ignored, is named", (name) => {
  expect(inDatabaseUrl(`${name}=require&sslmode=verify-full`)).toEqual([
    expect.stringMatching(`^has the parameter ${name}, which doesn't exist\\. .*It can have: sslmode, `),
  ]);
});

test.each([["sslmode=requrie"], ["sslmode="], ["ssl=false"], ["sslnegotiation=tls"]])(
  "%s in a database's URL is refused with the possible values",
  (query) => {
    const name = query.split("=")[0];
    expect(inDatabaseUrl(query)).toEqual([
      expect.stringMatching(`^has a wrong ${name}\\. It must be .+ or `),
    ]);
  },
);

test("parameters that pg and nodemailer support are accepted", () => {
  expect(inDatabaseUrl("sslmode=verify-full&sslrootcert=/etc/ca.pem&application_name=usher-1")).toEqual([]);
  expect(inDatabaseUrl("options=-c%20search_path%3Dusher&host=/var/run/postgresql")).toEqual([]);
  expect(inSmtpUrl("requireTLS=true&tls.rejectUnauthorized=false&name=usher.example")).toEqual([]);
});

test("pg reads every accepted parameter, except those of its parser", () => {
  const ofTheParser = ["sslmode", "sslrootcert", "sslcert", "sslkey"];
  for (const name of Object.keys(DATABASE_PARAMETERS).filter((each) => !ofTheParser.includes(each))) {
    const value = name === "port" ? 6543 : name === "sslnegotiation" ? "direct" : "1";
    const query = `${name}=${value}${name === "sslnegotiation" ? "&ssl=1" : ""}`;
    const client = new pg.Client({ connectionString: `postgres://usher@db.example/usher?${query}` });
    const read: unknown = Reflect.get(Reflect.get(client, "connectionParameters"), name);
    expect(read, name).toBe(name === "ssl" ? true : value);
  }
});

test.each(["prefer", "require", "verify-ca"])(
  "sslmode=%s checks the certificate, without a warning",
  (mode) => {
    const warnings = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    onTestFinished(() => warnings.mockRestore());
    const url = withPlainSslMode(
      `postgres://usher@db.example/usher?application_name=a&sslmode=${mode}&options=b`,
    );
    expect(url).toBe("postgres://usher@db.example/usher?application_name=a&sslmode=verify-full&options=b");
    const client = new pg.Client({ connectionString: url });
    expect(Reflect.get(Reflect.get(client, "connectionParameters"), "ssl")).toEqual({});
    expect(warnings).not.toHaveBeenCalled();
  },
);

test.each([["requireTSL=true"], ["requireTLS=yes"], ["tls.rejectUnauthorised=false"]])(
  "%s in the mail server's URL is refused",
  (query) => {
    expect(inSmtpUrl(query)).toHaveLength(1);
  },
);

test("text that may be part of a password isn't shown", () => {
  const [sentence] = wrongParameters(
    new URL("postgres://usher:12?hunter2@db.example/usher"),
    DATABASE_PARAMETERS,
  );
  expect(sentence).toMatch(/^has a parameter that doesn't exist\..* write \? as %3F\./);
  expect(sentence).not.toContain("hunter2");
});
