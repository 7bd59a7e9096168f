import { check, RELEASES } from '../../../traceql';
import { listTemplates } from './templates';

const templates = listTemplates();
const HOSTILE = 'a"b\\ } || { ';

it('has different names', () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(new Set(templates.map(({ title }) => title)).size).toBe(templates.length);
});

/** Since when a template can be used; all others can be in every release. */
const SINCE: Record<string, string> = { busiest: '2.8' };

describe.each(templates)('$id', ({ id, build, hasTarget }) => {
  it.each(RELEASES.map((release) => [release]))('is valid in Tempo %s, or not yet known', (tempo) => {
    const isKnown = RELEASES.indexOf(tempo) >= RELEASES.findIndex((release) => release === (SINCE[id] ?? '2.6'));
    const { verdict, diagnostics } = check(build({ service: 'shop', target: 'cart' }), { tempo });
    // Hints (`local-blocks`) are about the installation.
    const problems = diagnostics.filter(({ severity }) => severity !== 'hint').map(({ code }) => code);
    expect({ verdict, problems: isKnown ? problems : [] }).toEqual({
      verdict: isKnown ? 'valid' : 'parse-error',
      problems: [],
    });
  });

  it('works for any service', () => {
    expect(check(build({ service: '', target: '' }), { tempo: '3.0.3' }).verdict).toBe('valid');
  });

  it('writes every name so that it stays a name', () => {
    const text = build({ service: HOSTILE, target: HOSTILE });
    expect(check(text, { tempo: '3.0.3' }).verdict).toBe('valid');
    expect(text.split('"a\\"b\\\\ } || { "')).toHaveLength(hasTarget ? 3 : 2);
  });
});
