import { and, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { UNNAMED } from "@/db/connection/statement-name";
import { cutText, normalizeText, withoutInvisible } from "@/lib/text";

/** Letters that Unicode doesn't decompose into a Latin letter and a mark, and what people type instead of them. */
const SPELLINGS = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ς: "σ",
};

/** Accents and invisible characters. */
const LEFT_OUT = "[\\u0300-\\u036f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]";

/**
 * Folds a text so that a search finds every spelling of it: without accents and case, full-width letters as plain ones. Both
 * the searched columns and the words of a search are folded. Changing this expression changes generated columns, so
 * drizzle-kit writes a migration that fills them again.
 */
export function searchText(text: SQLWrapper): SQL {
  const plain = sql`lower(regexp_replace(normalize(${text}, NFKD), '${sql.raw(LEFT_OUT)}', '', 'g'))`;
  const spelled = Object.entries(SPELLINGS).reduce(
    (inner, [letter, typed]) => sql`replace(${inner}, '${sql.raw(letter)}', '${sql.raw(typed)}')`,
    plain,
  );
  return sql`normalize(${spelled}, NFC)`;
}

const MAX_SEARCH_LENGTH = 200;
const MAX_WORDS = 10;

/** The first words of a search, without the commas of "Holloway, Grace". */
export function searchedWords(search: string): string[] {
  const entered = cutText(search, MAX_SEARCH_LENGTH).replaceAll("\0", "");
  const normalized = withoutInvisible(cutText(normalizeText(entered, "NFKC"), MAX_SEARCH_LENGTH));
  return [...new Set(normalized.split(/[\s,;]+/).filter(Boolean))].slice(0, MAX_WORDS);
}

/**
 * A condition: a column contains each of the first ten words of the search, in any order. One or two letters match only
 * the beginning of a word, because a trigram index can't find them elsewhere. In scripts without spaces they match
 * anywhere without an index, which took 6 s for one letter among 1,000,000 members.
 * @param column a `searchText` that begins with a space
 * @returns undefined for an empty search, which matches everything
 */
export function matches(column: SQLWrapper, search: string): SQL | undefined {
  const words = searchedWords(search);
  if (words.length === 0) return undefined;
  return sql`(${sql.raw(UNNAMED)} ${and(...words.map((word) => containsWord(column, word)))})`;
}

function containsWord(column: SQLWrapper, word: string): SQL {
  const pattern = word.replace(/[\\%_]/g, "\\$&");
  if ([...word].length > 2) return isLike(column, `%${pattern}%`);
  if (WITHOUT_SPACES.test(word)) return sql`strpos(${column}, ${searchText(sql`${word}::text`)}) > 0`;
  return isLike(column, `% ${pattern}%`);
}

function isLike(column: SQLWrapper, pattern: string): SQL {
  return sql`${column} like ${searchText(sql`${pattern}::text`)}`;
}

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
