import { askOnce } from './listNames';

jest.mock('../../grafana', () => ({}));

it('asks once, and again after a failure', async () => {
  const ask = jest.fn<Promise<string[]>, []>().mockRejectedValueOnce(new Error('down')).mockResolvedValue(['orders']);
  const list = askOnce(ask);
  await expect(list()).rejects.toThrow('down');
  expect(await Promise.all([list(), list()])).toEqual([['orders'], ['orders']]);
  expect(ask).toHaveBeenCalledTimes(2);
});
