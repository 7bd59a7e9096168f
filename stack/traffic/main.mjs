#!/usr/bin/env node
// @ts-check
// Demo traffic: see options.mjs. Plain Node 20 or newer and nothing else, so that a container can run this folder as it is.
import { setTimeout as sleep } from 'node:timers/promises';

import { HELP, parseTrafficOptions } from './options.mjs';
import { describeFailure, listPayloads, post } from './send.mjs';
import { Shop } from './shop.mjs';

const STEP_MS = 500;
/** A trace is sent when its spans have ended; nearly all take less time than this. */
const LAG_MS = 3_000;
const REPORT_MS = 60_000;
/** The same failure is not told more often than this. */
const COMPLAIN_MS = 10_000;

const options = readOptions();
const shop = new Shop(options.seed);
const sent = { traces: 0, logs: 0 };
const lastComplaintMs = { traces: 0, logs: 0 };
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopped.abort());
}
await run();
print(`sent ${describeSent()}`);
process.exitCode = sent.traces > 0 || stopped.signal.aborted ? 0 : 1;

async function run() {
  const endMs = Date.now() + options.seconds * 1000;
  let due = 0;
  let reportMs = Date.now() + REPORT_MS;
  print(`${options.rate} traces a second to ${options.tracesUrl}${describeLogTarget()}`);
  while (Date.now() < endMs && !stopped.signal.aborted) {
    due += (options.rate * STEP_MS) / 1000;
    const count = Math.floor(due);
    due -= count;
    await sendTraces(count);
    if (Date.now() >= reportMs) {
      reportMs += REPORT_MS;
      print(`sent ${describeSent()}`);
    }
    await sleep(STEP_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
}

/** @param {number} count */
async function sendTraces(count) {
  if (count === 0) {
    return;
  }
  const nowMs = Date.now();
  const traces = Array.from({ length: count }, (_, index) =>
    shop.trace(nowMs - LAG_MS - STEP_MS + (index * STEP_MS) / count)
  );
  await Promise.all(
    listPayloads(traces, options).map(async (payload) => {
      try {
        await post(payload, options.tenant);
        sent[payload.what] += count;
      } catch (error) {
        complain(payload, describeFailure(error));
      }
    })
  );
}

/** @param {import('./send.mjs').Payload} payload @param {string} why */
function complain({ what, url }, why) {
  const nowMs = Date.now();
  if (nowMs - lastComplaintMs[what] >= COMPLAIN_MS && !stopped.signal.aborted) {
    lastComplaintMs[what] = nowMs;
    print(`${url} did not take ${what}: ${why}; trying on`);
  }
}

function describeLogTarget() {
  const target = options.lokiUrl || options.otlpLogsUrl;
  return target ? `, their logs to ${target}` : ', no logs';
}

function describeSent() {
  const hasLogs = options.lokiUrl !== '' || options.otlpLogsUrl !== '';
  return hasLogs ? `${sent.traces} traces, and the logs of ${sent.logs}` : `${sent.traces} traces`;
}

function readOptions() {
  try {
    const parsed = parseTrafficOptions(process.argv.slice(2), process.env);
    if (parsed.help) {
      print(HELP.trimEnd());
      process.exit(0);
    }
    return parsed;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
    process.exit(2);
  }
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
