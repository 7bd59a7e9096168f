/** A file name for the provisioning of a data source: its uid without what file systems dislike. */
export function provisioningFileName(uid: string): string {
  const safe = uid.replace(/[^\w-]+/g, '-').replace(/^-+|-+$/g, '');
  return `${safe === '' ? 'datasource' : safe}.yaml`;
}
