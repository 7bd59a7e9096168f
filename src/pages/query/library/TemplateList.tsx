import { t } from '@grafana/i18n';
import { Combobox, Field, Stack, type ComboboxOption } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';
import type { TraceqlSuggestions } from '../../../data';
import { check } from '../../../traceql';
import { listTemplates, type QueryTemplate } from '../templates/templates';
import { QueryCard } from './QueryCard';

interface TemplateListProps {
  tempo: string;
  suggestions: TraceqlSuggestions;
  onUse(text: string): void;
}

/** Starting points, for one service or for all. */
export function TemplateList({ tempo, suggestions, onUse }: TemplateListProps) {
  const [service, setService] = useState('');
  const [target, setTarget] = useState('');
  const templates = useMemo(() => listTemplates(), []);
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" gap={2} wrap="wrap">
        <ServiceField
          label={t('query.templates.service', 'Service')}
          value={service}
          suggestions={suggestions}
          onChange={setService}
        />
        <ServiceField
          label={t('query.templates.target', 'Service that is called')}
          value={target}
          suggestions={suggestions}
          onChange={setTarget}
        />
      </Stack>
      <ul>
        {templates.map((template) => {
          const text = template.build({ service, target });
          return (
            <QueryCard
              key={template.id}
              title={template.title}
              description={template.description}
              text={text}
              obstacle={obstacleOf(template, text, tempo)}
              onUse={() => onUse(text)}
            />
          );
        })}
      </ul>
    </Stack>
  );
}

/** What this Tempo does not know is shown, so that nobody looks for it, and cannot be used. */
function obstacleOf({ id }: QueryTemplate, text: string, tempo: string): string | undefined {
  const { verdict, diagnostics } = check(text, { tempo });
  return verdict === 'valid' ? undefined : (diagnostics[0]?.message ?? id);
}

interface ServiceFieldProps {
  label: string;
  value: string;
  suggestions: TraceqlSuggestions;
  onChange(service: string): void;
}

function ServiceField({ label, value, suggestions, onChange }: ServiceFieldProps) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const listServices = async (typed: string): Promise<Array<ComboboxOption<string>>> => {
    try {
      const { items } = await suggestions.fetchValues('resource.service.name', '', new AbortController().signal);
      setProblem(undefined);
      const wanted = typed.toLowerCase();
      return items.filter(({ text }) => text.toLowerCase().includes(wanted)).map(({ text }) => ({ value: text }));
    } catch (error) {
      // Any name can be typed all the same.
      setProblem(error instanceof Error ? error.message : String(error));
      return [];
    }
  };
  return (
    <Field
      label={label}
      htmlFor={id}
      noMargin
      description={problem && t('query.templates.no-services', 'The names could not be loaded; type one.')}
    >
      <Combobox<string>
        id={id}
        width={30}
        isClearable
        createCustomValue
        value={value === '' ? null : value}
        placeholder={t('query.templates.any-service', 'any')}
        options={listServices}
        onChange={(option: ComboboxOption<string> | null) => onChange(option?.value ?? '')}
      />
    </Field>
  );
}
