import { t } from '@grafana/i18n';
import { Button, Field, Input, Stack } from '@grafana/ui';
import React, { useId, useState, type FormEvent } from 'react';
import { hasName, NAME_LIMIT, saveNamed } from '../memory/queryMemory';
import type { QueryMemoryControl } from '../memory/useQueryMemory';

interface SaveQueryFormProps {
  control: QueryMemoryControl;
  text: string;
}

/** Gives the query on the page a name. Saving under a known name takes a second press: the label says so. */
export function SaveQueryForm({ control, text }: SaveQueryFormProps) {
  const id = useId();
  const [name, setName] = useState('');
  const isEmpty = text.trim() === '';
  const replaces = hasName(control.memory, name);
  const save = (event: FormEvent) => {
    event.preventDefault();
    control.update((memory) => saveNamed(memory, { name, text, savedMs: Date.now() }));
    setName('');
  };
  return (
    <form onSubmit={save}>
      <Stack direction="row" gap={1} alignItems="flex-end" wrap="wrap">
        <Field
          noMargin
          htmlFor={id}
          label={t('query.save.name', 'Name for the query on the page')}
          description={isEmpty ? t('query.save.empty', 'There is no query to save yet') : undefined}
        >
          <Input
            id={id}
            width={40}
            maxLength={NAME_LIMIT}
            value={name}
            disabled={isEmpty}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <Button
          type="submit"
          icon="save"
          variant={replaces ? 'destructive' : 'secondary'}
          disabled={isEmpty || name.trim() === ''}
        >
          {replaces ? t('query.save.replace', 'Replace the saved one') : t('query.save.save', 'Save')}
        </Button>
      </Stack>
    </form>
  );
}
