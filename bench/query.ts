/**
 * Typing on the Query page under load: 25,000 attributes proposed, 10,000 result rows shown, in the code editor and, in
 * the same page and run, in a plain textarea as the yardstick. Of every key two delays: until the page begins to handle
 * it (input delay, as the Event Timing API defines it) and until what it did has been drawn.
 *
 * Needs `npm run build` first; starts a preview of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../tests/fixtures/findChromium';
import { format, spreadOf } from './measure';

const PORT = 13_399;
const BASE = `http://127.0.0.1:${PORT}`;
const TYPED = '{ resource.service.name = "shop" && span.http.request.method = "GET" && span.attribute.1234 = 5 } ';
const ROUNDS = 3;
/** As a fast typist: the next key comes whether the last one has been drawn or not. */
const KEY_INTERVAL_MS = 60;

async function main(): Promise<void> {
  const preview = spawn(
    process.execPath,
    ['preview/preview.mjs', '--no-build', '--tempo', '3.0.3', '--port', `${PORT}`],
    {
      stdio: 'ignore',
    }
  );
  try {
    await waitForPreview(preview);
    const delays = await measure();
    report(delays);
  } finally {
    preview.kill('SIGTERM');
  }
}

async function waitForPreview(preview: ChildProcess): Promise<void> {
  for (let second = 0; second < 120; second++) {
    const isUp = await fetch(`${BASE}/api/health`).then(
      ({ ok }) => ok,
      () => false
    );
    if (isUp) {
      return;
    }
    if (preview.exitCode !== null) {
      throw new Error('The preview ended: has the plugin been built, and is the port free?');
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error('The preview did not start within two minutes');
}

interface KeyDelay {
  /** From the press until its first handler runs, in ms. */
  readonly inputMs: number;
  /** From the press until the next frame has been drawn, in ms. */
  readonly drawnMs: number;
}

type Delays = Record<'editor' | 'textarea', KeyDelay[]>;

async function measure(): Promise<Delays> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'preview_scenario', value: 'many', url: BASE }]);
  const page = await context.newPage();
  const query = new URLSearchParams({ q: '{ }', limit: '10000', editor: 'code' });
  await page.goto(`${BASE}/a/tempo-companion-app/query?${query}`);
  await page.getByRole('row').nth(5).waitFor({ timeout: 60_000 });
  const rows = Number(await page.locator('[aria-rowcount]').first().getAttribute('aria-rowcount'));
  if (!(rows >= 10_000)) {
    throw new Error(`The table has ${rows} rows: the load is not what it should be`);
  }
  await addTextarea(page);
  await watchKeys(page);
  const delays: Delays = { editor: [], textarea: [] };
  for (let round = 0; round < ROUNDS; round++) {
    delays.textarea.push(...(await typeInto(page, page.locator('#yardstick'))));
    delays.editor.push(...(await typeInto(page, page.getByRole('textbox', { name: /^TraceQL query/ }))));
  }
  await browser.close();
  return delays;
}

/** A field that does nothing, in the page with all its rows. */
async function addTextarea(page: Page): Promise<void> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'yardstick';
    field.style.cssText = 'position: fixed; right: 0; bottom: 0; z-index: 9999';
    document.body.append(field);
  });
}

/** Notes for every key how long it takes from the press, by the browser's own time stamp. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const delays: Array<{ inputMs: number; drawnMs: number }> = [];
    Object.assign(window, { takeDelays: () => delays.splice(0) });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const inputMs = performance.now() - timeStamp;
        requestAnimationFrame(() => {
          const drawn = new MessageChannel();
          drawn.port1.onmessage = () => delays.push({ inputMs, drawnMs: performance.now() - timeStamp });
          drawn.port2.postMessage(null);
        });
      },
      { capture: true }
    );
  });
}

async function typeInto(page: Page, field: ReturnType<Page['locator']>): Promise<KeyDelay[]> {
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.waitForTimeout(1000);
  await page.evaluate('takeDelays()');
  await page.keyboard.type(TYPED, { delay: KEY_INTERVAL_MS });
  await page.waitForTimeout(1000);
  return page.evaluate<KeyDelay[]>('takeDelays()');
}

function report(delays: Delays): void {
  const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
  for (const measured of ['inputMs', 'drawnMs'] as const) {
    process.stdout.write(measured === 'inputMs' ? 'Until the page handles the key\n' : 'Until it has been drawn\n');
    for (const name of ['editor', 'textarea'] as const) {
      const values = delays[name].map((delay) => delay[measured]);
      const line = [
        `${values.length} keys`,
        `median ${format(spreadOf(values), 1)} ms`,
        `p95 ${p95(values).toFixed(1)} ms`,
      ];
      process.stdout.write(`  ${name.padEnd(10)} ${line.join(', ')}\n`);
    }
  }
}

await main();
