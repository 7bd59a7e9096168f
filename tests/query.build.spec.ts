import { expect, test } from './fixtures/test';
import { choose, fill, menu, press, type, type Step } from './views/QueryView';

interface Case {
  name: string;
  steps: readonly Step[];
  text: string;
  /** First release that knows it; an older one is not asked, and the page says why. */
  since?: '3.0';
}

const OF_ORDERS = [
  press('Add condition'),
  fill('Field of new condition 1', 'resource.service.name'),
  fill('Value of new condition 1', 'orders'),
];

/** Ten queries of growing difficulty, each begun from an empty page. */
const CASES: readonly Case[] = [
  {
    name: 'a nested OR',
    steps: [
      ...OF_ORDERS,
      press('Add group'),
      fill('Field of new condition 2', 'status'),
      fill('Field of new condition 2.2', 'duration'),
      type('Value of new condition 2.2', '20ms'),
    ],
    text: '{ resource.service.name = "orders" && (status = error || duration > 20ms) }',
  },
  {
    name: 'a name and a value with quotes',
    steps: [
      press('Add condition'),
      fill('Field of new condition 1', 'span.user id'),
      fill('Value of new condition 1', 'Zoë "the first"'),
      choose('Operator of condition 1', '!='),
    ],
    text: '{ span."user id" != "Zoë \\"the first\\"" }',
  },
  {
    name: 'an attribute that is set',
    steps: [
      press('Add condition'),
      fill('Field of new condition 1', 'span.db.system'),
      choose('Operator of new condition 1', 'is set'),
    ],
    text: '{ span.db.system != nil }',
  },
  {
    name: 'spans below spans',
    steps: [
      ...OF_ORDERS,
      press(/^Add related spans/),
      press('Add condition', 'Spans 2'),
      fill('Field of new condition 1', 'kind', 'Spans 2'),
    ],
    text: '{ resource.service.name = "orders" } >> { kind = server }',
  },
  {
    name: 'an aggregate',
    steps: [...OF_ORDERS, menu('Add step', 'Count or aggregate'), type('Value of Step 2', '2')],
    text: '{ resource.service.name = "orders" } | count() > 2',
  },
  {
    name: 'groups and selected fields',
    steps: [
      menu('Add step', 'Group by'),
      fill('Field to group by', 'resource.service.name'),
      menu('Add step', 'Select'),
      fill('Field to show', 'span.http.route'),
    ],
    text: '{ } | by(resource.service.name) | select(span.http.route)',
  },
  {
    name: 'quantiles by service',
    steps: [
      choose('Metrics function', 'quantile_over_time'),
      press('Add quantile'),
      type('Quantile 2', '.5'),
      press('Add field of the series'),
      fill('Field 1 of the series', 'resource.service.name'),
    ],
    text: '{ } | quantile_over_time(duration, 0.95, .5) by(resource.service.name)',
  },
  {
    name: 'a comparison',
    steps: [
      choose('Metrics function', 'compare'),
      press('Add condition', 'Spans to compare with all others'),
      fill('Field of new condition 1', 'status'),
    ],
    text: '{ } | compare({ status = error })',
  },
  {
    name: 'the greatest series',
    steps: [
      choose('Metrics function', 'rate'),
      press('Add field of the series'),
      fill('Field 1 of the series', 'name'),
      menu('Add step for the series', 'topk'),
      type('Number of series of series step 1', '3'),
    ],
    text: '{ } | rate() by(name) | topk(3)',
    since: '3.0',
  },
  {
    name: 'hints',
    steps: [choose('Metrics function', 'rate'), menu('Add hint', 'exemplars'), type('Value of hint exemplars', '5')],
    text: '{ } | rate() with(exemplars=5)',
  },
];

for (const { name, steps, text, since } of CASES) {
  for (const hand of ['mouse', 'keyboard'] as const) {
    test(`builds ${name} by ${hand}, and finds what it asks for`, async ({ query }, { project }) => {
      // By keyboard every control is reached by Tab, one press after the other.
      test.slow();
      // A short range: `compare` looks at every attribute of every span.
      await query.open({ from: 'now-10m', to: 'now' });
      await query.build(steps, hand);
      await query.expectText(text);
      await query.run.click();
      if (since !== undefined && project.name.includes('2.6.1')) {
        await expect(query.problems).toContainText('2.8');
        await expect(query.page.getByText('The query was not sent')).toBeVisible();
        return;
      }
      await query.answered();
      await expect(query.rows.nth(1)).toBeVisible();
      // What was built is what Tempo was asked, and another view shows the same. Loading the code editor takes its time:
      // once for each query is enough.
      if (hand === 'mouse') {
        await query.chooseView('Code');
        await query.expectCode(text);
        await query.chooseView('Builder');
        await query.expectText(text);
      }
    });
  }
}
