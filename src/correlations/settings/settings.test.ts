import { findQueryMistake, repairQuery } from '../links/queryMistakes';
import { hasGroup } from '../links/log-links/derivedFields';
import { fillIntervals, interpolate } from '../spans/interpolate';
import { formatTags } from '../spans/spanTags';
import { TRACE, TRACE_ID } from '../testdata/world';
import { headerNames, nextHeaderKey, sendsTenant } from './dataSourceTypes';
import { DEFAULT_TAGS, toLabelName } from './tagMapping';
import { readTimeShift, roundUpShift } from './timeShift';

const span = TRACE.spans[0];
if (!span) {
  throw new Error('The trace has no span.');
}

describe('time shifts, as Grafana reads them', () => {
  it.each([
    ['-15m', -900_000, ''],
    ['1h', 3_600_000, ''],
    ['1h30m', 3_600_000, '30m'],
    ['1.5h', 3_600_000, '.5'],
    ['90', 90_000, ''],
    [-60, -60_000, ''],
    ['5ms', 5, ''],
    ['2M', 5_184_000_000, ''],
  ])('%s is %d ms', (text, ms, ignored) => {
    expect(readTimeShift(text)).toEqual({ kind: 'shift', ms, text: String(text), ignored });
  });

  it.each(['five', '-', 'm5', '5 m', '0', ' 5m', ' '])('"%s" is none', (text) => {
    expect(readTimeShift(text).kind).toBe('invalid');
  });

  it.each(['', 0, undefined, null, {}])('%p is not set', (value) => {
    expect(readTimeShift(value)).toEqual({ kind: 'unset' });
  });

  it.each([
    [0, '5m'],
    [300_001, '15m'],
    [86_400_001, '2d'],
  ])('%d ms are rounded up to %s', (ms, text) => {
    expect(roundUpShift(ms)).toBe(text);
  });
});

describe('variables of a span', () => {
  it.each([
    ['${__span.traceId}', TRACE_ID],
    ['[[__tags]]', 'service_name="frontend"'],
    ['{$__tags}', '{service_name="frontend"}'],
    ['${__span.tags["k8s.pod.name"]}', 'frontend-7d9f-1'],
    ["${__span.tags['http.route']:raw}", '/cart'],
    ['${__trace.duration} ${__span.duration}', '800000 800000'],
    ['$__span.traceId', '[object Object].traceId'],
    ['${__span.tags.service.name}', '${__span.tags.service.name}'],
    ['$__rate_interval', '$__rate_interval'],
  ])('%s -> %s', (text, expected) => {
    expect(interpolate(text, TRACE, span, [{ key: 'service.name', label: 'service_name' }]).text).toBe(expected);
  });

  it('says which have no value', () => {
    const { missing } = interpolate('${__span.tags.none} $other ${__from}', TRACE, span, []);
    expect(missing).toEqual(['${__span.tags.none}', '$other']);
  });

  it('are left to Prometheus where they are its own', () => {
    expect(fillIntervals('rate(a[$__rate_interval]) + rate(b[${__interval}])')).toBe('rate(a[5m]) + rate(b[1m])');
    expect(fillIntervals('increase(a[${__range_s}s]) / $__range_ms + rate(b[$__rate_interval_ms])')).toBe(
      'increase(a[3600s]) / 3600000 + rate(b[300000])'
    );
    expect(fillIntervals('a{b="$other"}[$__range:$__interval]')).toBe('a{b="$other"}[1h:1m]');
  });

  it('become tags by the list of Grafana where there is none', () => {
    expect(formatTags(span, TRACE_ID, DEFAULT_TAGS)).toBe('service_name="frontend"');
  });
});

describe('what happens to $', () => {
  it.each([
    ['{$__tags} |= "${__span.traceId}"', 'logql', undefined],
    ['{} |= ""', 'logql', 'lost-dollar'],
    ['{${__tags}} |= ""', 'logql', 'lost-dollar'],
    ['{app="a"} | trace_id=""', 'logql', 'lost-dollar'],
    ['{app="a", pod!=""} |= "error"', 'logql', undefined],
    ['{$${__tags}}', 'logql', 'double-dollar'],
    ['{app="a"} |= "$__span.traceId"', 'logql', 'variable-without-braces'],
    ['{app="a"} |~ "cost: 5$$"', 'logql', undefined],
    ['sum(rate(calls{}[5m]))', 'promql', 'lost-dollar'],
    ['sum(rate(calls{a="b",}[]))', 'promql', 'lost-dollar'],
    ['sum(rate(calls{a="b"}[5m]))', 'promql', undefined],
    ['sum(rate(calls{a!=""}[5m]))', 'promql', undefined],
    ['sum(rate(calls[5m]))', 'promql', undefined],
  ] as const)('%s in %s: %s', (query, language, mistake) => {
    expect(findQueryMistake(query, language)).toBe(mistake);
  });

  it('is repaired where that is possible', () => {
    expect(repairQuery('{$${__tags}} |= "$$__x"', 'double-dollar')).toBe('{${__tags}} |= "$__x"');
    expect(repairQuery('|= "$__span.tags["a.b"]"', 'variable-without-braces')).toBe('|= "${__span.tags["a.b"]}"');
    expect(repairQuery('{} |= ""', 'lost-dollar')).toBeUndefined();
  });
});

describe('headers', () => {
  const dataSource = (jsonData: Record<string, unknown>) => ({
    uid: 'a',
    name: 'a',
    type: 'loki',
    readOnly: false,
    jsonData,
  });

  it('end where a name is missing', () => {
    const gap = dataSource({ httpHeaderName1: '', httpHeaderName2: 'X-Scope-OrgID' });
    expect(sendsTenant(gap)).toBe(false);
    expect(nextHeaderKey(gap)).toBe('httpHeaderName1');
  });

  it('are known by name whatever the case', () => {
    const two = dataSource({ httpHeaderName1: 'X-A', httpHeaderName2: 'x-scope-orgid' });
    expect(headerNames(two)).toEqual(['X-A', 'x-scope-orgid']);
    expect(sendsTenant(two)).toBe(true);
    expect(nextHeaderKey(two)).toBe('httpHeaderName3');
  });
});

it.each([
  ['trace_id=(\\w+)', true],
  ['trace_id=\\w+', false],
  ['(?:a|b)', false],
  ['\\(a\\)', false],
  ['(?<id>a)', true],
  ['(a', false],
])('%s has a group: %s', (regex, expected) => {
  expect(hasGroup(regex)).toBe(expected);
});

it.each([
  ['k8s.pod.name', 'k8s_pod_name'],
  ['1st', '_1st'],
])('%s is the label %s', (key, label) => {
  expect(toLabelName(key)).toBe(label);
});
