import { listen } from './listen';

it('keeps idle connections longer than those who ask', async () => {
  const server = await listen(0, (_, response) => response.end('here'));
  const answer = await fetch(`http://127.0.0.1:${server.port}/`);
  expect(await answer.text()).toBe('here');
  const seconds = Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1]);
  expect(seconds).toBeGreaterThan(60);
  await server.close();
});

it('says that a port is taken, and what to do', async () => {
  const server = await listen(0, (_, response) => response.end());
  await expect(listen(server.port, () => undefined)).rejects.toThrow(
    `Port ${server.port} is taken. Choose another one`
  );
  await server.close();
});
