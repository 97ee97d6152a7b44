/** The settings without a default, for processes that connect to nothing. */
export const REQUIRED_SETTINGS = {
  DATABASE_URL: "postgres://localhost/usher",
  BASE_URL: "http://localhost:3000",
  SMTP_URL: "smtp://localhost",
  MAIL_FROM: "usher@example.com",
  AUTH_SECRET: "only-for-the-tests-0123456789abcdef",
};
