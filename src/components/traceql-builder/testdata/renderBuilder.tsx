/** The builder with a caller that does what the page does: renders the tree, parses the text, hands the tree back. */
import { act, render as renderReact, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import type {
  SuggestedAttribute,
  SuggestedValue,
  TraceqlSuggestions,
} from '../../../data/suggestions/traceqlSuggestions';
import { applyFix, check, parse, render, type Query, type Range } from '../../../traceql';
import { TraceqlBuilder } from '../TraceqlBuilder';

const ATTRIBUTES: readonly SuggestedAttribute[] = [
  { scope: 'resource', name: 'service.name', type: 'string' },
  { scope: 'resource', name: 'k8s.namespace.name', type: 'string' },
  { scope: 'span', name: 'cached', type: 'bool' },
  { scope: 'span', name: 'http.method', type: 'string' },
  { scope: 'span', name: 'http.status_code', type: 'int' },
  { scope: 'span', name: 'my attr', type: undefined },
];

const VALUES: Readonly<Record<string, readonly SuggestedValue[]>> = {
  'resource.service.name': [
    { text: 'frontend', type: 'string' },
    { text: 'checkout', type: 'string' },
    { text: 'payment', type: 'string' },
  ],
  'span.http.method': [
    { text: 'GET', type: 'string' },
    { text: 'POST', type: 'string' },
    { text: 'PUT "x"', type: 'string' },
  ],
  'span.http.status_code': [
    { text: '200', type: 'int' },
    { text: '404', type: 'int' },
    { text: '500', type: 'int' },
  ],
};

export function fakeSuggestions(overrides: Partial<TraceqlSuggestions> = {}): jest.Mocked<TraceqlSuggestions> {
  return {
    fetchAttributes: jest.fn(() => Promise.resolve({ items: ATTRIBUTES, truncated: false })),
    fetchValues: jest.fn((field: string) => Promise.resolve({ items: VALUES[field] ?? [], truncated: false })),
    ...overrides,
  } as jest.Mocked<TraceqlSuggestions>;
}

interface Options {
  tempo?: string;
  suggestions?: TraceqlSuggestions;
  highlight?: Range | null;
  disabled?: boolean;
  onChange?(query: Query): void;
}

function Harness({ start, options, onText }: { start: string; options: Options; onText(text: string): void }) {
  const { tempo = '3.0.3', highlight = null, disabled, onChange } = options;
  const [suggestions] = useState(() => options.suggestions ?? fakeSuggestions());
  const [text, setText] = useState(start);
  const put = (next: string) => {
    setText(next);
    onText(next);
  };
  const { query } = React.useMemo(() => parse(text), [text]);
  const { diagnostics } = React.useMemo(() => check(text, { tempo }), [text, tempo]);
  return (
    <TraceqlBuilder
      query={query}
      onChange={(next) => {
        onChange?.(next);
        put(render(next));
      }}
      tempo={tempo}
      suggestions={suggestions}
      diagnostics={diagnostics}
      onFix={(fix) => put(applyFix(text, fix))}
      highlight={highlight}
      disabled={disabled}
    />
  );
}

/** What jsdom has not: sizes, which the lists of Grafana need to show anything, and a canvas to measure text. */
export function provideLayout(): void {
  Element.prototype.getBoundingClientRect = () =>
    ({ width: 400, height: 400, top: 0, left: 0, bottom: 400, right: 400, x: 0, y: 0 }) as DOMRect;
  for (const size of ['clientHeight', 'clientWidth', 'offsetHeight', 'offsetWidth']) {
    Object.defineProperty(HTMLElement.prototype, size, { configurable: true, value: 400 });
  }
  HTMLCanvasElement.prototype.getContext = (() => ({ measureText: () => ({ width: 50 }) })) as never;
  Element.prototype.scrollTo = () => {};
  // Matching all rules of emotion for every element takes more time than everything else together.
  const style = { display: 'block', visibility: 'visible', overflow: 'visible', position: 'static', opacity: '1' };
  window.getComputedStyle = () => ({ ...style, getPropertyValue: () => '' }) as unknown as CSSStyleDeclaration;
}

const SELECTORS = {
  button: 'button',
  combobox: '[role=combobox]',
  textbox: 'input:not([role]), textarea',
  group: '[role=group]',
  option: '[role=option]',
  menuitem: '[role=menuitem]',
} as const;

/** The name of a control, as far as the builder gives any; `getByRole` computes all styles for it, which takes its time. */
function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const labels = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return (label ?? (labels || element.textContent) ?? '').trim();
}

type Name = string | RegExp;

function matches(found: string, name: Name): boolean {
  return typeof name === 'string' ? found === name : name.test(found);
}

export function allNamed(role: keyof typeof SELECTORS, name: Name, within: Element = document.body): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(SELECTORS[role])].filter((each) => matches(nameOf(each), name));
}

/** The only control of that name. */
export function named(role: keyof typeof SELECTORS, name: Name, group?: Name): HTMLElement {
  const within = group === undefined ? document.body : named('group', group);
  const found = allNamed(role, name, within);
  const [only] = found;
  if (found.length !== 1 || !only) {
    const others = [...within.querySelectorAll(SELECTORS[role])].map(nameOf);
    throw new Error(`${found.length} times ${role} "${String(name)}" among: ${others.join(' | ')}`);
  }
  return only;
}

/** An option begins with its label; its description follows. */
function optionLabel(option: Element): string {
  return option.querySelector(':scope > div > div')?.textContent ?? option.textContent ?? '';
}

async function findOption(label: string): Promise<HTMLElement> {
  return waitFor(() => {
    const options = [...document.querySelectorAll<HTMLElement>('[role=option]')];
    const found = options.find((option) => optionLabel(option) === label);
    if (!found) {
      throw new Error(`no option "${label}" among: ${options.map(optionLabel).join(' | ')}`);
    }
    return found;
  });
}

/** What has a meaning of its own for `user.keyboard`. */
function literally(text: string): string {
  return text.replace(/[{[]/g, '$&$&');
}

export function renderBuilder(start: string, options: Options = {}) {
  let text = start;
  const user = userEvent.setup({ pointerEventsCheck: 0, delay: null });
  const view = renderReact(<Harness start={start} options={options} onText={(next) => (text = next)} />);
  const settle = () => act(() => Promise.resolve());
  return {
    ...view,
    user,
    text: () => text,
    /** Types into a box with suggestions and presses Enter. */
    async fill(label: Name, typed: string, group?: Name) {
      await user.click(named('combobox', label, group));
      await user.keyboard(`${literally(typed)}{Enter}`);
      await settle();
    },
    /** Chooses from a list. */
    async choose(label: Name, option: string, group?: Name) {
      await user.click(named('combobox', label, group));
      await user.click(await findOption(option));
      await settle();
    },
    async press(name: Name, group?: Name) {
      await user.click(named('button', name, group));
    },
    async pickFromMenu(button: Name, item: Name, group?: Name) {
      await user.click(named('button', button, group));
      await user.click(await waitFor(() => named('menuitem', item)));
    },
    /** Replaces the text of an input; `{Enter}` at the end is the key. */
    async type(label: Name, typed: string, group?: Name) {
      const box = named('textbox', label, group);
      await user.clear(box);
      await user.type(box, literally(typed.replace('{Enter}', '')));
      if (typed.endsWith('{Enter}')) {
        await user.keyboard('{Enter}');
      }
      await settle();
    },
    expectText(expected: string) {
      expect(text).toBe(expected);
    },
  };
}
