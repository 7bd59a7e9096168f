import type { WrittenExemplar, WrittenSample, WrittenSeries } from './writtenSeries';

/** The NaN by which Prometheus marks the end of a series (`value.StaleNaN`), little endian. */
const STALE_NAN = Buffer.from([0x02, 0, 0, 0, 0, 0, 0xf0, 0x7f]);

/** Series in one request, so that a request stays far below a megabyte. */
const SERIES_PER_REQUEST = 1000;

/**
 * Sends samples by remote write 1.0 (https://prometheus.io/docs/specs/prw/remote_write_spec/). Prometheus must run with
 * the remote write receiver, and take samples out of order if these are older than what it has.
 */
export async function writeSeries(prometheusUrl: string, series: WrittenSeries[]): Promise<void> {
  for (let i = 0; i < series.length; i += SERIES_PER_REQUEST) {
    const response = await fetch(`${prometheusUrl}/api/v1/write`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-protobuf',
        'Content-Encoding': 'snappy',
        'X-Prometheus-Remote-Write-Version': '0.1.0',
      },
      body: new Uint8Array(wrapInSnappy(encodeRequest(series.slice(i, i + SERIES_PER_REQUEST)))),
    });
    if (!response.ok) {
      throw new Error(`Prometheus refused samples: ${response.status} ${await response.text()}`);
    }
  }
}

/** Protobuf `prometheus.WriteRequest`. */
export function encodeRequest(series: WrittenSeries[]): Buffer {
  return Buffer.concat(series.map((one) => encodeBytes(1, encodeSeries(one))));
}

function encodeSeries({ labels, samples, exemplars = [] }: WrittenSeries): Buffer {
  return Buffer.concat([
    ...encodeLabels(labels),
    ...samples.map((sample) => encodeBytes(2, encodeSample(sample))),
    ...exemplars.map((exemplar) => encodeBytes(3, encodeExemplar(exemplar))),
  ]);
}

/** In the order of their names. Field 1 of a series, and of an exemplar. */
function encodeLabels(labels: Record<string, string>): Buffer[] {
  return Object.keys(labels)
    .sort()
    .map((name) =>
      encodeBytes(
        1,
        Buffer.concat([encodeBytes(1, Buffer.from(name)), encodeBytes(2, Buffer.from(labels[name] ?? ''))])
      )
    );
}

/** `Exemplar`: labels, field 2 is a double, field 3 an int64. */
function encodeExemplar({ labels, timeMs, value }: WrittenExemplar): Buffer {
  const double = Buffer.alloc(8);
  double.writeDoubleLE(value);
  return Buffer.concat([
    ...encodeLabels(labels),
    Buffer.from([0x11]),
    double,
    Buffer.from([0x18]),
    encodeVarint(timeMs),
  ]);
}

/** `Sample`: field 1 is a double (wire type 1), field 2 an int64 (wire type 0). */
function encodeSample({ timeMs, value }: WrittenSample): Buffer {
  const double = Buffer.from(STALE_NAN);
  if (value !== 'stale') {
    double.writeDoubleLE(value);
  }
  return Buffer.concat([Buffer.from([0x09]), double, Buffer.from([0x10]), encodeVarint(timeMs)]);
}

function encodeBytes(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([encodeVarint((field << 3) | 2), encodeVarint(bytes.length), bytes]);
}

function encodeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  // Arithmetic, not bit operations: those are cut to 32 bits, and times in milliseconds have more.
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** The block format of Snappy, with literals only: valid, and small enough here. */
export function wrapInSnappy(bytes: Buffer): Buffer {
  const parts = [encodeVarint(bytes.length)];
  for (let i = 0; i < bytes.length; i += 0x10000) {
    const literal = bytes.subarray(i, i + 0x10000);
    const size = Buffer.alloc(3);
    size.writeUInt8(61 << 2, 0);
    size.writeUInt16LE(literal.length - 1, 1);
    parts.push(size, literal);
  }
  return Buffer.concat(parts);
}
