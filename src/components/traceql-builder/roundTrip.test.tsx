import { render as renderReact } from '@testing-library/react';
import React from 'react';
import { check, parse } from '../../traceql';
import { readCorpus } from '../../traceql/testdata/corpus';
import { fakeSuggestions, provideLayout, renderBuilder } from './testdata/renderBuilder';
import { TraceqlBuilder } from './TraceqlBuilder';

beforeAll(provideLayout);

/** All of them take minutes in jsdom; the pure model is tested with all. */
const EVERY = 12;

it('shows what parses of the corpus, and changes nothing of it', () => {
  const onChange = jest.fn();
  const suggestions = fakeSuggestions();
  const texts = readCorpus()
    .map(({ query }) => query)
    .filter((_, index) => index % EVERY === 0)
    .filter((text) => parse(text).diagnostics.length === 0);
  expect(texts.length).toBeGreaterThan(200);
  const form = (text: string) => (
    <TraceqlBuilder
      query={parse(text).query}
      onChange={onChange}
      tempo="3.0.3"
      suggestions={suggestions}
      diagnostics={check(text, { tempo: '3.0.3' }).diagnostics}
      onFix={onChange}
      highlight={{ start: 0, end: 3 }}
    />
  );
  const view = renderReact(form('{ }'));
  texts.forEach((text) => view.rerender(form(text)));
  expect(onChange).not.toHaveBeenCalled();
  expect(suggestions.fetchAttributes).not.toHaveBeenCalled();
  expect(suggestions.fetchValues).not.toHaveBeenCalled();
});

it('shows broken queries as far as they go, without editing them', async () => {
  const builder = renderBuilder('{ .a = && .b } | by( | count( > 2', { disabled: true });
  expect(builder.container.querySelectorAll('input:not(:disabled), textarea:not(:disabled)')).toHaveLength(0);
  const buttons = [...builder.container.querySelectorAll('button')];
  expect(buttons.filter((button) => !button.disabled && button.getAttribute('aria-disabled') !== 'true')).toEqual([]);
});
