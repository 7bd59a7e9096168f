import { expect, test } from './fixtures/test';

const PATH = '/plugins/tempo-companion-app';

test('an administrator chooses the data sources', async ({ page, scenario, complaints }) => {
  await scenario();
  await page.goto(PATH);
  const tempo = page.locator('#configuration-tempo');
  await expect(tempo).toHaveValue('Tempo');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('who may not save is told so', async ({ page, role }) => {
  await role('Viewer');
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The settings were not saved')).toBeVisible();
});
