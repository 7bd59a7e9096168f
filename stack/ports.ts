import { createServer } from 'node:net';

import { describePortOwner } from './portOwner';

export interface PortWish {
  /** Whose it is, in words: "Tempo (OTLP over HTTP)". */
  what: string;
  port: number;
  /** Given by the user: no other will do. */
  isFixed?: boolean;
}

export interface ChosenPort {
  port: number;
  /** What to tell where it is not the one wished for. */
  note?: string;
}

/** How far to look for another one. */
const REACH = 200;

/**
 * A port of 127.0.0.1 for each wish: the one wished for, else the next one that is free and that nobody else wishes for.
 * Throws where a fixed one is taken, and says by whom.
 */
export async function choosePorts<Key extends string>(
  wishes: Readonly<Record<Key, PortWish>>,
  isFree: (port: number) => Promise<boolean> = isPortFree
): Promise<Record<Key, ChosenPort>> {
  const entries = Object.entries(wishes) as Array<[Key, PortWish]>;
  const spokenFor = new Set(entries.map(([, { port }]) => port));
  const chosen = {} as Record<Key, ChosenPort>;
  for (const [key, wish] of entries) {
    chosen[key] = (await isFree(wish.port)) ? { port: wish.port } : await findAnother(wish, spokenFor, isFree);
  }
  return chosen;
}

async function findAnother(
  { what, port, isFixed }: PortWish,
  spokenFor: Set<number>,
  isFree: (port: number) => Promise<boolean>
): Promise<ChosenPort> {
  const owner = describePortOwner(port);
  if (isFixed) {
    throw new Error(`Port ${port} is taken by ${owner}: end that, or choose another port for ${what}`);
  }
  for (let other = port + 1; other <= Math.min(port + REACH, 65_535); other++) {
    if (!spokenFor.has(other) && (await isFree(other))) {
      spokenFor.add(other);
      return { port: other, note: `${what}: port ${other}, because ${port} is taken by ${owner}` };
    }
  }
  throw new Error(`${what} found no free port from ${port} to ${port + REACH}: end what uses them`);
}

function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
