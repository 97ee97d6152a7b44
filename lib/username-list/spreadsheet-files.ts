/** The bytes of files as programs save them, for tests. */
export type SpreadsheetFile = { readonly program: string; readonly bytes: Uint8Array };

const ROWS = [
  ["User name", "Groups", "Department"],
  ["grace", "Support | Zürich", "Größe & Qualität"],
  ["linus", "", "Sales, “north”"],
  ["zoë", "Zürich", "Élysée"],
];

const EMPTY = ["", "", ""];

const MAC_ROMAN = { ü: 0x9f, ß: 0xa7, ö: 0x9a, ä: 0x8a, ë: 0x91, É: 0x83, é: 0x8e, "“": 0xd2, "”": 0xd3 };

/** The same users, as each program saves them. */
export const SPREADSHEETS: readonly SpreadsheetFile[] = [
  { program: "Excel on Windows, CSV", bytes: windows1252(csv(ROWS, ",", "\r\n")) },
  {
    program: "Excel on Windows, CSV, where decimals have commas",
    bytes: windows1252(csv(ROWS, ";", "\r\n")),
  },
  { program: "Excel on Windows, CSV UTF-8", bytes: utf8(`\uFEFF${csv(ROWS, ",", "\r\n")}`) },
  { program: "Excel on Windows, Unicode text", bytes: utf16(csv(ROWS, "\t", "\r\n")) },
  { program: "Excel on Windows, text with tabs", bytes: windows1252(csv(ROWS, "\t", "\r\n")) },
  {
    program: "Excel, with a line that names the separator",
    bytes: utf8(`sep=;\r\n${csv(ROWS, ";", "\r\n")}`),
  },
  { program: "Excel on a Mac, CSV", bytes: macRoman(csv(ROWS, ";", "\r\n")) },
  { program: "Excel on a Mac, CSV (Macintosh)", bytes: macRoman(csv(ROWS, ",", "\r")) },
  { program: "LibreOffice, with semicolons", bytes: utf8(csv(ROWS, ";", "\n")) },
  { program: "LibreOffice, with tabs and quoted cells", bytes: utf8(csv(ROWS, "\t", "\n", /^/)) },
  { program: "LibreOffice, UTF-16 in big-endian order", bytes: utf16(csv(ROWS, ",", "\n")).swap16() },
  { program: "Google Sheets", bytes: utf8(csv(ROWS, ",", "\r\n").trimEnd()) },
  {
    program: "Numbers",
    bytes: utf8(
      csv(
        [...ROWS, EMPTY, EMPTY].map((row) => [...row, ""]),
        ",",
        "\r\n",
      ),
    ),
  },
  { program: "an editor that mixes line breaks", bytes: utf8(csv(ROWS, ",", "\n").replace("\n", "\r\n")) },
];

/** Users as the administration consoles of directories export them. They name people by their email addresses. */
export const DIRECTORIES: readonly SpreadsheetFile[] = [
  {
    program: "Okta",
    bytes: utf8(`login,firstName,lastName,middleName,email,displayName,department,status
grace@meridian.example,Grace,Holloway,,grace@meridian.example,Grace Holloway,"Sales, north",ACTIVE
linus@meridian.example,Linus,Berg,,linus@meridian.example,Linus Berg,,ACTIVE
`),
  },
  {
    program: "Entra ID, users",
    bytes:
      utf8(`\uFEFFuserPrincipalName,displayName,surname,mail,givenName,id,userType,accountEnabled,createdDateTime
grace_meridian.example#EXT#@acme.example,Grace Holloway,Holloway,grace@meridian.example,Grace,5eed,Guest,True,2026-01-01
linus@meridian.example,Linus Berg,Berg,,Linus,5eee,Member,True,2026-01-01
`),
  },
  {
    program: "Entra ID, template for many users",
    bytes: utf8(`version:v1.0\r
Name [displayName] Required,User name [userPrincipalName] Required,Block sign in (Yes/No) [accountEnabled] Required\r
Grace Holloway,grace@meridian.example,No\r
Linus Berg,linus@meridian.example,No\r
`),
  },
  {
    program: "Google Workspace",
    bytes:
      utf8(`First Name [Required],Last Name [Required],Email Address [Required],Org Unit Path [Required],Recovery Email
Grace,Holloway,grace@meridian.example,/,grace@home.example
Linus,Berg,linus@meridian.example,/Sales,
`),
  },
];

function csv(rows: readonly (readonly string[])[], delimiter: string, lineBreak: string, quoted = /[,;\t"]/) {
  const cell = (text: string) => (quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join(delimiter) + lineBreak).join("");
}

function utf8(text: string): Buffer {
  return Buffer.from(text);
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll("“", "\u0093").replaceAll("”", "\u0094"), "latin1");
}

function macRoman(text: string): Buffer {
  const codes = new Map(Object.entries(MAC_ROMAN));
  return Buffer.from([...text].map((character) => codes.get(character) ?? character.charCodeAt(0)));
}
