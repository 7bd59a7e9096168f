import { createServer, type AddressInfo, type Server } from 'node:net';

import { choosePorts } from './ports';
import { planPorts } from './planStack';
import type { Parts } from './resolveParts';

const isFreeExcept =
  (...taken: number[]) =>
  (port: number) =>
    Promise.resolve(!taken.includes(port));

test('takes the ports wished for', async () => {
  const ports = await choosePorts({ a: { what: 'A', port: 3000 }, b: { what: 'B', port: 3200 } }, isFreeExcept());
  expect(ports).toEqual({ a: { port: 3000 }, b: { port: 3200 } });
});

test('else the next one that is free and nobody else wishes for, and says so', async () => {
  const ports = await choosePorts(
    { a: { what: 'A', port: 4317 }, b: { what: 'B', port: 4318 }, c: { what: 'C', port: 4316 } },
    isFreeExcept(4316, 4317, 4319)
  );
  expect(ports.a.port).toBe(4320);
  expect(ports.a.note).toMatch(/^A: port 4320, because 4317 is taken by /);
  expect(ports.b).toEqual({ port: 4318 });
  expect(ports.c.port).toBe(4321);
});

test('gives up where nothing near is free', async () => {
  const ports = choosePorts({ a: { what: 'A', port: 65_530 } }, () => Promise.resolve(false));
  await expect(ports).rejects.toThrow('A found no free port from 65530');
});

describe('with a port that is really taken', () => {
  let server: Server;
  let port: number;
  beforeEach(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(() => server.close());

  test('moves away from it', async () => {
    const { a } = await choosePorts({ a: { what: 'A', port } });
    expect(a.port).toBeGreaterThan(port);
  });

  test('says who has it where no other will do', async () => {
    const who = process.platform === 'linux' ? `(process ${process.pid})` : 'lsof';
    const ports = choosePorts({ a: { what: 'Grafana', port, isFixed: true } });
    await expect(ports).rejects.toThrow(who);
    await expect(ports).rejects.toThrow('end that, or choose another port for Grafana');
  });

  test('cares only for what is started', async () => {
    const missing = { kind: 'missing' } as const;
    const program = { name: 'loki', path: '/loki', version: null } as const;
    const parts: Parts = { grafana: missing, tempo: missing, prometheus: missing, loki: { kind: 'start', program } };
    const options = { port, traffic: true, rate: 5, keep: false, help: false };
    await expect(planPorts(parts, options)).resolves.toBeDefined();
    const grafana = { kind: 'start', program: { ...program, name: 'grafana' } } as const;
    await expect(planPorts({ ...parts, grafana }, options)).rejects.toThrow(`Port ${port} is taken`);
  });
});
