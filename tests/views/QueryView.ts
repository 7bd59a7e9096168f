import { expect, type Locator, type Page } from '@playwright/test';

const PATH = '/a/tempo-companion-app/query';

/** How a person works: `keyboard` touches nothing but keys, and reaches every control by Tab. */
export type Hand = 'mouse' | 'keyboard';

/** One thing done in the builder. Names are those that a screen reader says; `within` is the name of a group. */
export interface Step {
  /**
   * `press` a button, pick from the `menu` that a button opens, `fill` a box and leave it by Tab, `type` into a box and
   * press Enter, `choose` from its list.
   */
  readonly do: 'press' | 'menu' | 'fill' | 'type' | 'choose';
  readonly name: string | RegExp;
  /** What is typed, or the beginning of the entry that is picked. */
  readonly entry?: string;
  readonly within?: string;
}

export const press = (name: string | RegExp, within?: string): Step => ({ do: 'press', name, within });
export const menu = (name: string, entry: string): Step => ({ do: 'menu', name, entry });
export const fill = (name: string, entry: string, within?: string): Step => ({ do: 'fill', name, entry, within });
export const type = (name: string, entry: string): Step => ({ do: 'type', name, entry });
export const choose = (name: string, entry: string): Step => ({ do: 'choose', name, entry });

/** The Query page as a person sees it. */
export class QueryView {
  readonly title: Locator;
  readonly builder: Locator;
  readonly text: Locator;
  readonly editor: Locator;
  readonly words: Locator;
  readonly problems: Locator;
  readonly run: Locator;
  readonly results: Locator;
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.title = page.getByRole('heading', { name: 'Query', level: 1 });
    this.builder = page.getByRole('region', { name: 'Query builder' });
    this.text = page.getByRole('group', { name: 'The query as text' });
    this.editor = page.getByRole('textbox', { name: /^TraceQL query/ });
    this.words = page.getByRole('region', { name: 'The query in words' });
    this.problems = page.getByRole('list', { name: 'Problems of the query' });
    this.run = page.getByRole('button', { name: /Run the query|Run query/ });
    this.results = page.getByRole('region', { name: 'Results' });
    this.rows = this.results.getByRole('row');
  }

  /** Opens the page with these parameters and waits until it knows its Tempo. */
  async open(parameters: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.page.goto(`${PATH}?${new URLSearchParams(parameters)}`);
    await expect(this.title).toBeVisible();
    await expect(this.run).toBeVisible();
  }

  /** Waits for the answer to what was asked last: not only until nothing is being asked, as before the first question. */
  async answered(): Promise<void> {
    await expect(this.results).toBeVisible();
    await expect(this.results.getByText('Write or build a query and run it')).toBeHidden();
    await expect(this.results).toHaveAttribute('aria-busy', 'false');
  }

  /** The text that the builder shows, as one line. */
  async shown(): Promise<string> {
    return ((await this.text.textContent()) ?? '').replace(/\s+/g, ' ').trim();
  }

  async expectText(expected: string): Promise<void> {
    await expect.poll(() => this.shown()).toBe(expected);
  }

  async chooseView(name: 'Builder' | 'Code'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'How to edit the query' }).getByRole('radio', { name }).check();
  }

  /** What the code editor holds. Monaco draws spaces of its own. */
  async expectCode(expected: string): Promise<void> {
    const lines = this.page.getByTestId('traceql-editor').locator('.view-lines');
    await expect.poll(async () => ((await lines.textContent()) ?? '').replace(/\s+/g, ' ').trim()).toBe(expected);
  }

  async build(steps: readonly Step[], hand: Hand): Promise<void> {
    for (const step of steps) {
      await this.take(step, hand);
    }
  }

  private async take({ do: what, name, entry = '', within }: Step, hand: Hand): Promise<void> {
    const place = within === undefined ? this.builder : this.builder.getByRole('group', { name: within, exact: true });
    const exact = typeof name === 'string';
    const button = place.getByRole('button', { name, exact });
    const box = place.getByRole('combobox', { name, exact }).or(place.getByRole('textbox', { name, exact }));
    switch (what) {
      case 'press':
        return this.activate(button, hand);
      case 'menu':
        await this.activate(button, hand);
        return this.pickFromMenu(entry, hand);
      case 'fill':
      case 'type':
        await this.enter(box, hand);
        await this.page.keyboard.press('ControlOrMeta+A');
        await this.page.keyboard.type(entry);
        return this.page.keyboard.press(what === 'fill' ? 'Tab' : 'Enter');
      case 'choose':
        await this.enter(box, hand);
        return this.pickFromList(entry, hand);
    }
  }

  private async pickFromMenu(entry: string, hand: Hand): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: beginningWith(entry) });
    await expect(item).toBeVisible();
    if (hand === 'mouse') {
      return item.click();
    }
    // The menu takes the focus a moment after it is drawn; keys sent before that would go to the button that opened it.
    await expect(this.page.getByRole('menuitem').and(this.page.locator(':focus'))).toHaveCount(1);
    for (let presses = 0; presses < 30 && !(await isFocused(item)); presses++) {
      await this.page.keyboard.press('ArrowDown');
    }
    await expect(item).toBeFocused();
    return this.page.keyboard.press('Enter');
  }

  private async pickFromList(entry: string, hand: Hand): Promise<void> {
    const option = this.page.getByRole('option', { name: beginningWith(entry) });
    if (hand === 'mouse') {
      return option.first().click();
    }
    await this.page.keyboard.type(entry);
    // The list may not have been drawn again since the last letter; Enter takes what is marked in it.
    await expect(option.and(this.page.locator('[aria-selected="true"]'))).toBeVisible();
    return this.page.keyboard.press('Enter');
  }

  private async activate(control: Locator, hand: Hand): Promise<void> {
    if (hand === 'mouse') {
      return control.click();
    }
    await this.tabTo(control);
    return this.page.keyboard.press('Enter');
  }

  private async enter(control: Locator, hand: Hand): Promise<void> {
    if (hand === 'mouse') {
      return control.click();
    }
    return this.tabTo(control);
  }

  /** Reaches a control by Tab, or by Shift+Tab where it stands before what has the focus. */
  async tabTo(control: Locator): Promise<void> {
    await expect(control).toBeVisible();
    for (let press = 0; press < 150; press++) {
      const where = await placeFromFocus(control);
      if (where === 'here') {
        return;
      }
      await this.page.keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not lead to ${String(control)}`);
  }
}

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

function placeFromFocus(control: Locator): Promise<'here' | 'before' | 'after'> {
  return control.evaluate((element) => {
    const focused = document.activeElement;
    if (element === focused) {
      return 'here';
    }
    const isBefore =
      focused !== null &&
      focused !== document.body &&
      (focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    return isBefore ? 'before' : 'after';
  });
}

function beginningWith(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
