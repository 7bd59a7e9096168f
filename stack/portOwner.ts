import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENING = '0A';

/**
 * Who listens on a TCP port, for people: "grafana (process 123)". Read from `/proc`, so on Linux only, and only processes
 * of the same user; otherwise it says how to find out.
 */
export function describePortOwner(port: number): string {
  const sockets = new Set(['tcp', 'tcp6'].flatMap((table) => listSockets(table, port)));
  const pid = sockets.size === 0 ? undefined : listPids().find((candidate) => hasSocket(candidate, sockets));
  return pid === undefined ? `another program ("lsof -i :${port}" says which)` : `${nameOf(pid)} (process ${pid})`;
}

/** Inodes of the sockets that listen on the port, from a table as proc(5) describes it. */
function listSockets(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return read(`/proc/net/${table}`)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === LISTENING)
    .map((fields) => `socket:[${fields[9]}]`);
}

function listPids(): string[] {
  return list('/proc').filter((name) => /^\d+$/.test(name));
}

function hasSocket(pid: string, sockets: ReadonlySet<string>): boolean {
  return list(`/proc/${pid}/fd`).some((descriptor) => {
    try {
      return sockets.has(readlinkSync(`/proc/${pid}/fd/${descriptor}`));
    } catch {
      // Closed meanwhile.
      return false;
    }
  });
}

function nameOf(pid: string): string {
  return read(`/proc/${pid}/comm`).trim() || 'a program';
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No /proc, another user's process, or one that has ended.
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
