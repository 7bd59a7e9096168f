// Makes the data files of this folder from recordings of a running Tempo. See README.md beside it.
//
//   node preview/data/convert.mjs scrapes   --tempo 2.6.1 --in scrapes.jsonl.gz [--types metrics.prom]... --out FILE
//   node preview/data/convert.mjs endpoints --tempo 2.6.1 --in endpoints.jsonl [--in more.jsonl] [--component NAME] --out FILE

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';

/** Metrics whose value is a time (seconds since 1970): the preview shifts them like the scrape times. */
const EPOCH_SECONDS = /(_start_time_seconds|_timestamp|_timestamp_seconds|_timestamp_in_seconds)$/;

/** Decimal exponents tried, smallest first, to turn a series into whole numbers. */
const MAX_DECIMALS = 12;

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    tempo: { type: 'string' },
    in: { type: 'string', multiple: true },
    types: { type: 'string', multiple: true },
    component: { type: 'string' },
    out: { type: 'string' },
  },
});
if (!options.tempo || !options.in || !options.out || !['scrapes', 'endpoints'].includes(positionals[0])) {
  process.stderr.write('usage: convert.mjs scrapes|endpoints --tempo VERSION --in FILE --out FILE\n');
  process.exit(2);
}
const result = positionals[0] === 'scrapes' ? convertScrapes() : convertEndpoints();
const json = Buffer.from(JSON.stringify(result));
const packed = brotliCompressSync(json, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: json.length,
  },
});
writeFileSync(options.out, packed);
process.stdout.write(`${options.out}: ${json.length} bytes, compressed ${packed.length}\n`);

function readLines(path) {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

// ---- scrapes -------------------------------------------------------------------------------------------------------

function convertScrapes() {
  const known = readMetadata(options.types ?? []);
  const rounds = new Map();
  for (const line of options.in.flatMap(readLines)) {
    const scrape = JSON.parse(line);
    const component = scrape.target.split('/')[1];
    rounds.set(component, [...(rounds.get(component) ?? []), scrape]);
  }
  const targets = [...rounds].map(([component, scrapes]) => convertTarget(component, scrapes, known));
  return { format: 1, tempo: options.tempo, targets };
}

/** TYPE and HELP by family, for families that are first seen after the scrape that carried them. */
function readMetadata(paths) {
  const known = { types: new Map(), helps: new Map() };
  for (const path of paths) {
    collectMetadata(readFileSync(path, 'utf8').split('\n'), known);
  }
  return known;
}

function collectMetadata(lines, { types, helps }) {
  for (const line of lines) {
    const match = /^# (TYPE|HELP) (\S+) (.*)$/.exec(line);
    if (match) {
      const map = match[1] === 'TYPE' ? types : helps;
      map.set(match[2], map.get(match[2]) ?? match[3]);
    }
  }
}

function convertTarget(component, scrapes, known) {
  const own = { types: new Map(), helps: new Map() };
  const series = new Map();
  const errors = {};
  let answered = 0;
  scrapes.forEach((scrape, slot) => {
    if (scrape.body === undefined) {
      errors[slot] = scrape.error;
      return;
    }
    const lines = scrape.body.split('\n').filter((line) => line !== '');
    collectMetadata(lines, own);
    for (const line of lines.filter((candidate) => !candidate.startsWith('#'))) {
      const cut = line.lastIndexOf(' ');
      const key = line.slice(0, cut);
      const samples = series.get(key) ?? [];
      samples[answered] = Number(line.slice(cut + 1).replace('Inf', 'Infinity'));
      series.set(key, samples);
    }
    answered++;
  });
  const metadata = {
    types: new Map([...known.types, ...own.types]),
    helps: new Map([...known.helps, ...own.helps]),
  };
  return {
    component,
    times: deltas(scrapes.map(({ t }) => t)),
    errors,
    families: groupFamilies(series, metadata, answered),
  };
}

function deltas(numbers) {
  return numbers.map((value, i) => (i === 0 ? value : value - numbers[i - 1]));
}

function groupFamilies(series, metadata, answered) {
  const families = new Map();
  for (const [key, samples] of series) {
    const name = key.split('{')[0];
    const family = findFamily(name, metadata.types);
    const entry = families.get(family.name) ?? {
      name: family.name,
      type: family.type,
      help: metadata.helps.get(family.name) ?? '',
      ...(EPOCH_SECONDS.test(family.name) ? { epochSeconds: true } : {}),
      series: [],
    };
    entry.series.push([key.slice(family.name.length), ...encode(samples, answered, key)]);
    families.set(family.name, entry);
  }
  return [...families.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The family of a sample: as declared, else told from the name. */
function findFamily(sample, types) {
  if (types.has(sample)) {
    return { name: sample, type: types.get(sample) };
  }
  const base = sample.replace(/_(bucket|sum|count)$/, '');
  if (base !== sample) {
    return { name: base, type: types.get(base) ?? 'histogram' };
  }
  return { name: sample, type: sample.endsWith('_total') ? 'counter' : 'gauge' };
}

/** `[decimals, tokens]`: see README.md for the encoding. Throws unless decoding gives back every value. */
function encode(samples, answered, key) {
  const all = Array.from({ length: answered }, (_, slot) => samples[slot]);
  const decimals = findDecimals(all.filter((value) => value !== undefined));
  let previous = 0;
  const tokens = all.map((value) => {
    if (value === undefined) {
      return '_';
    }
    if (decimals < 0) {
      return String(value);
    }
    const scaled = Math.round(value * 10 ** decimals);
    const delta = scaled - previous;
    previous = scaled;
    return String(delta);
  });
  const text = runLengths(tokens);
  const back = decode(decimals, text);
  if (!all.every((value, slot) => Object.is(value, back[slot]))) {
    throw new Error(`not lossless: ${key}`);
  }
  return [decimals, text];
}

/** Fewest decimals that make all values whole numbers and back again without loss, or -1. */
function findDecimals(values) {
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
    const factor = 10 ** decimals;
    const fits = (value) => {
      const scaled = Math.round(value * factor);
      return Math.abs(scaled) < 2 ** 52 && Object.is(scaled / factor, value);
    };
    if (values.every(fits)) {
      return decimals;
    }
  }
  return -1;
}

function runLengths(tokens) {
  const runs = [];
  for (const token of tokens) {
    const last = runs.at(-1);
    if (last?.token === token) {
      last.count++;
    } else {
      runs.push({ token, count: 1 });
    }
  }
  return runs.map(({ token, count }) => (count === 1 ? token : `${token}*${count}`)).join(' ');
}

function decode(decimals, text) {
  let scaled = 0;
  return text.split(' ').flatMap((run) => {
    const [token, count = '1'] = run.split('*');
    return Array.from({ length: Number(count) }, () => {
      if (token === '_') {
        return undefined;
      }
      if (decimals < 0) {
        return Number(token);
      }
      scaled += Number(token);
      return scaled / 10 ** decimals;
    });
  });
}

// ---- endpoints -----------------------------------------------------------------------------------------------------

function convertEndpoints() {
  const answers = options.in.flatMap(readLines).map((line) => {
    const { component = options.component ?? 'all', path, accept, status, type, body, response } = JSON.parse(line);
    const text = body ?? (typeof response === 'string' ? response : JSON.stringify(response));
    return { component, path, ...(accept ? { accept } : {}), status, type, body: text };
  });
  return { format: 1, tempo: options.tempo, answers };
}
