/**
 * Values of one series, one for each scrape that was answered.
 *
 * `tokens` is a list separated by blanks; `token*n` stands for n times the token. `_` is a scrape without the series.
 * With `decimals` >= 0 a token is the difference to the value before (zero at first), in units of the last decimal;
 * with `decimals` = -1 it is the value itself. Written by `preview/data/convert.mjs`.
 */
export function decodeSeries(decimals: number, tokens: string): Array<number | undefined> {
  const factor = 10 ** decimals;
  const values: Array<number | undefined> = [];
  let scaled = 0;
  for (const run of tokens.split(' ')) {
    const [token = '', count = '1'] = run.split('*');
    for (let i = 0; i < Number(count); i++) {
      if (token === '_') {
        values.push(undefined);
      } else if (decimals < 0) {
        values.push(Number(token));
      } else {
        scaled += Number(token);
        // A quotient of two whole numbers is rounded once, so it is the very number that was recorded.
        values.push(scaled / factor);
      }
    }
  }
  return values;
}
