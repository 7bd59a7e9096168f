import { renderGoTemplate } from './goTemplate';
import { GoTemplateError } from './parseGoTemplate';

// Every result is what Go 1.25 printed for the same template and data.
const data = {
  JsonData: {
    u: 'http://x',
    millions: 12345678,
    million: 1000000,
    port: 3200,
    small: 0.00001,
    flag: true,
    nothing: null,
    nested: { a: '1', z: null },
    none: {},
    list: ['a', 1],
    empty: '',
  },
  SecureJsonData: { t: 'sec' },
};

test.each([
  ['{{.JsonData.u}}/r', 'http://x/r'],
  ['{{ .JsonData.no }}/r', '<no value>/r'],
  ['{{ .JsonData.no.x }}', '<no value>'],
  ['{{.JsonData.nothing}}', '<no value>'],
  ['{{.JsonData.nested.a}}', '1'],
  ['{{.JsonData.nested.z}}', '<no value>'],
  ['{{.JsonData.millions}}', '1.2345678e+07'],
  ['{{.JsonData.million}}', '1e+06'],
  ['{{.JsonData.port}}', '3200'],
  ['{{.JsonData.small}}', '1e-05'],
  ['{{.JsonData.flag}}', 'true'],
  ['{{.JsonData.nested}}', 'map[a:1 z:<nil>]'],
  ['{{.JsonData.list}}', '[a 1]'],
  ['{{.SecureJsonData.no}}', '<no value>'],
  ['Bearer {{.SecureJsonData.t}}', 'Bearer sec'],
  ['{{orEmpty .JsonData.no}}|', '|'],
  ['{{ .JsonData.no | orEmpty }}|', '|'],
  ['{{orEmpty .JsonData.no.x}}|', '|'],
  ['{{orEmpty .JsonData.nothing}}|', '|'],
  ['{{orEmpty .JsonData.flag}}', 'true'],
  ['{{(orEmpty .JsonData.u)}}', 'http://x'],
  ['{{if .JsonData.no}}a{{else if .JsonData.flag}}b{{else}}c{{end}}', 'b'],
  ['{{if .JsonData.none}}y{{else}}n{{end}}', 'n'],
  ['{{if .SecureJsonData.t}}Bearer {{.SecureJsonData.t}}{{end}}', 'Bearer sec'],
  ['{{or .JsonData.no "x"}}', 'x'],
  ['{{or .JsonData.empty .JsonData.no}}', '<no value>'],
  ['{{and .JsonData.u .JsonData.flag}}', 'true'],
  ['{{not .JsonData.no}}', 'true'],
  ['{{eq .JsonData.u "http://x"}}', 'true'],
  ['{{eq .JsonData.no "x"}}', 'false'],
  ['{{ne .JsonData.u "a"}}', 'true'],
  ['a {{- .JsonData.u -}} b', 'ahttp://xb'],
  ['{{/* c */}}x', 'x'],
  ['{{ `raw` }}{{ 1 }}{{true}}', 'raw1true'],
  ['no template at all }}', 'no template at all }}'],
])('%s gives %j', (text, result) => {
  expect(renderGoTemplate(text, data)).toBe(result);
});

test.each([
  '{{.JsonData.nothing.x}}',
  '{{.JsonData.u.x}}',
  '{{.JsonData.list.x}}',
  '{{.Other}}',
  '{{.JsonData.query-frontend}}',
  '{{nope .JsonData.u}}',
  '{{.JsonData.u',
  '{{}}',
  '{{.JsonData.u .JsonData.flag}}',
  '{{if .JsonData.u}}x',
  '{{end}}',
  '{{ ( .JsonData.u }}',
  '{{ .JsonData.u | .JsonData.u }}',
])('%s is an error, as in Go', (text) => {
  expect(() => renderGoTemplate(text, data)).toThrow(GoTemplateError);
});
