import { problemOfComponentUrl, readPluginSettings, toJsonData } from './pluginSettings';

describe('readPluginSettings', () => {
  it('reads what the configuration page wrote', () => {
    const settings = {
      tempoUid: 'tempo',
      metricsUid: undefined,
      tenant: 'team-a',
      wantedRetentionSeconds: 30 * 86_400,
      componentUrls: { ingester: 'http://tempo-ingester:3200', 'query-frontend': 'http://tempo-query-frontend:3200' },
    };
    expect(readPluginSettings(toJsonData(settings))).toEqual(settings);
  });

  it.each([[null], ['text'], [[]], [{ ingesterUrl: [], tenant: {}, tempoUid: ' ', wantedRetentionDays: 'long' }]])(
    'takes %j for no settings',
    (jsonData) => {
      expect(readPluginSettings(jsonData)).toEqual({ componentUrls: {} });
    }
  );
});

describe('toJsonData', () => {
  it('writes URLs without a slash at the end, so that a path can follow', () => {
    expect(toJsonData({ componentUrls: { distributor: ' http://gateway/tempo// ', querier: ' ' } })).toMatchObject({
      distributorUrl: 'http://gateway/tempo',
      querierUrl: undefined,
    });
  });
});

describe('problemOfComponentUrl', () => {
  it.each([
    ['http://tempo-ingester:3200', undefined],
    ['https://gateway/tempo/', undefined],
    ['tempo-ingester:3200', 'scheme'],
    ['tempo', 'no-url'],
    ['', 'no-url'],
    ['http://user:secret@tempo:3200', 'has-more'],
    ['http://tempo:3200/?a=b', 'has-more'],
    ['file:///etc/passwd', 'scheme'],
  ])('%s: %s', (url, problem) => {
    expect(problemOfComponentUrl(url)).toBe(problem);
  });
});
