/** @jest-environment jsdom */
import { type AppPlugin, dateTime, type PluginExtensionAddedLinkConfig } from '@grafana/data';
import { buildLinks, type LinksWanted } from './buildLinks.ts';
import { getExtensionModal } from './extensionModalState.ts';
import { type Extensions, getExtensions, registerExtensions, subscribeToExtensions } from './extensionRegistry.ts';

const POINT = 'grafana/explore/toolbar/action';
type Config = Partial<PluginExtensionAddedLinkConfig>;

let complaints: jest.SpyInstance;
beforeEach(() => (complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined)));
afterEach(() => complaints.mockRestore());

function build(configs: Config[], wanted: Partial<LinksWanted> = {}) {
  const links = configs.map((config) => ({
    pluginId: 'my-app',
    config: { title: 'Title', targets: POINT, path: '/a/my-app', ...config } as PluginExtensionAddedLinkConfig,
  }));
  const extensions: Extensions = { links: new Map([[POINT, links]]), components: new Map(), exposed: new Map() };
  return buildLinks(extensions, { extensionPointId: POINT, ...wanted });
}

it('says where a link was followed', () => {
  expect(build([{ description: 'What it does' }])).toMatchObject([
    {
      pluginId: 'my-app',
      title: 'Title',
      description: 'What it does',
      path: '/a/my-app?uel_pid=my-app&uel_epid=grafana%2Fexplore%2Ftoolbar%2Faction',
    },
  ]);
});

it('lets configure change the link for the context', () => {
  const configure: Config['configure'] = (context) => ({ path: `/a/my-app?q=${(context as { q: string }).q}` });
  expect(build([{ configure }], { context: { q: 'x' } })[0]?.path).toMatch(/^\/a\/my-app\?q=x&uel_pid=/);
});

it('leaves a link out whose configure returns nothing or fails', () => {
  const fails = () => {
    throw new Error('no');
  };
  expect(
    build([{ configure: () => undefined }, { configure: fails }, { title: 'Left' }]).map((link) => link.title)
  ).toEqual(['Left']);
  expect(complaints).toHaveBeenCalledTimes(1);
});

it('gives contexts that cannot be changed', () => {
  const context = { targets: [{ refId: 'A' }], time: dateTime(5) };
  const changed: Config['configure'] = (given) => {
    (given as typeof context).targets[0]!.refId = 'B';
    return {};
  };
  expect(build([{ configure: changed }], { context })).toEqual([]);
  const readTime: Config['configure'] = (given) => ({
    title: String((given as typeof context).time.add(1, 's').valueOf()),
  });
  expect(build([{ configure: readTime }], { context })[0]?.title).toBe('1005');
  expect(context.time.valueOf()).toBe(5);
});

it('has at most so many of each plugin', () => {
  expect(
    build([{ title: 'a' }, { configure: () => undefined }, { title: 'b' }, { title: 'c' }], { limitPerPlugin: 2 })
  ).toHaveLength(2);
});

it('helps a link that is clicked to open a modal', () => {
  const onClick: Config['onClick'] = (_, { openModal }) => openModal({ title: 'Hello', body: 'div' as never });
  build([{ onClick }])[0]?.onClick?.();
  expect(getExtensionModal()).toMatchObject({ title: 'Hello', pluginId: 'my-app' });
});

describe('the registry', () => {
  const plugin = (links: Config[], declared: object[] = [], exposedIds: string[] = []) =>
    ({
      meta: { id: 'my-app', extensions: { addedLinks: declared, exposedComponents: [{ id: 'my-app/known/v1' }] } },
      addedLinkConfigs: links,
      addedComponentConfigs: [],
      exposedComponentConfigs: exposedIds.map((id) => ({ id, title: id, component: () => null })),
    }) as unknown as AppPlugin;

  it('keeps links by their targets and tells those who wait', () => {
    const heard = jest.fn();
    const end = subscribeToExtensions(heard);
    registerExtensions(
      plugin([{ title: 'One', path: '/x', targets: ['p1', 'p2'] }], [{ title: 'One', targets: ['p1', 'p2'] }])
    );
    end();
    expect(heard).toHaveBeenCalledTimes(1);
    expect(
      getExtensions()
        .links.get('p2')
        ?.map(({ config }) => config.title)
    ).toEqual(['One']);
    expect(complaints).not.toHaveBeenCalled();
  });

  test.each<[string, Config]>([
    ['it has no title', { title: '', path: '/x', targets: 'bad' }],
    ['it has neither path nor onClick', { title: 'Two', targets: 'bad' }],
    ['configure is no function', { title: 'Two', path: '/x', configure: 'x' as never, targets: 'bad' }],
  ])('refuses a link where %s', (problem, config) => {
    registerExtensions(plugin([config]));
    expect(getExtensions().links.get('bad')).toBeUndefined();
    expect(complaints).toHaveBeenCalledWith(expect.stringContaining(problem));
  });

  it('says what plugin.json does not declare', () => {
    registerExtensions(
      plugin([{ title: 'Three', path: '/x', targets: ['p3'] }], [{ title: 'Three', targets: ['p4'] }])
    );
    expect(complaints).toHaveBeenCalledWith(expect.stringContaining('does not declare the link "Three" for p3'));
  });

  it('keeps exposed components that bear the name of the plugin', () => {
    registerExtensions(plugin([], [], ['my-app/known/v1', 'other/x/v1']));
    expect([...getExtensions().exposed.keys()]).toEqual(['my-app/known/v1']);
    expect(complaints).toHaveBeenCalledWith(expect.stringContaining('its id must begin with "my-app"'));
  });
});
