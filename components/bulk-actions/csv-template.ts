/** A file with nothing but the names of the columns, marked as UTF-8, so that a spreadsheet opens and saves it so. */
export const TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent("\uFEFFusername,groups\r\n")}`;
