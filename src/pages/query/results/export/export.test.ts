import { parse } from '../../../../traceql';
import { attributeColumns } from '../search/attributeColumns';
import { spanRows, traceRows } from '../search/searchRows';
import { questionOf, recordedSearch } from '../testdata/recordedAnswers';
import { renderCsv } from './csv';
import { exportName } from './exportName';
import { searchCsv } from './exportTable';

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+49 89', "'+49 89"],
  ['-rf', "'-rf"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['\t=1', "'\t=1"],
  [-5, '-5'],
  [1e21, '1e+21'],
  [true, 'true'],
  [null, ''],
  ['', ''],
])('writes the cell %j as %j', (cell, expected) => {
  expect(renderCsv([], [[cell]])).toBe(`\r\n${expected}\r\n`);
});

it('guards the header too: attributes are named by whoever sends spans', () => {
  expect(renderCsv(['=cmd', 'a'], [])).toBe("'=cmd,a\r\n");
});

it('writes traces with their columns', async () => {
  const text = '{ span.order.items >= 5 }';
  const answer = await recordedSearch('3.0.3', text);
  const csv = searchCsv(traceRows(answer), attributeColumns(answer, parse(text).query));
  expect(csv.split('\r\n').slice(0, 2)).toEqual([
    'start,service,name,duration_ms,matched_spans,errors,trace_id,order.items',
    '2026-11-22T08:04:38.100Z,frontend,POST /checkout,391,1,0,01c3f0295e0ef3220a0d030931747cd5,5',
  ]);
});

it('writes spans', async () => {
  const text = '{ resource.service.name = "frontend" } >> { status = error }';
  const answer = await recordedSearch('2.6.1', text);
  const csv = searchCsv(spanRows(answer), []);
  expect(csv.split('\r\n')[1]).toMatch(
    /^2026-11-22T08:04:35\.107Z,frontend,,222\.01984,true,104f4b920ece0c1d,[0-9a-f]{32}$/
  );
});

it('names files by what is inside', () => {
  expect(exportName(questionOf('{ }'), 'csv')).toBe('tempo-search_2026-11-22T08-03-22Z_2026-11-22T08-04-52Z.csv');
});
