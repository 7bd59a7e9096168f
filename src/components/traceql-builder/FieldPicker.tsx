import { t } from '@grafana/i18n';
import React, { useCallback } from 'react';
import { readField, type Field, type LiteralType } from '../../traceql';
import { useBuilder, type Builder } from './BuilderContext';
import { findField, searchFields, type FieldIndex, type FieldScope, type KnownField } from './fieldIndex';
import { fieldText } from './fieldText';
import { offerDescription } from './offerDescription';
import { SuggestBox, type Suggestion } from './SuggestBox';
import { UNESCAPED } from './unescaped';

interface FieldPickerProps {
  label: string;
  field: Field | null;
  /** Only fields of this scope are proposed, and a bare name is taken to be of it. */
  scope?: FieldScope | null;
  /** `type` is that of the field's values, null where nothing is known of them. */
  onPick(field: Field, type: LiteralType | null): void;
  focusKey?: string;
}

interface FieldSuggestion extends Suggestion {
  readonly known: KnownField;
}

/** More cannot be looked through; typing leads on. */
const MAX_SHOWN = 500;

/** Chooses a built-in field or an attribute, or takes the name of one. */
export function FieldPicker({ label, field, scope = null, onPick, focusKey }: FieldPickerProps) {
  const { loadFields, knownFields } = useBuilder();
  const suggest = useCallback(
    async (typed: string, signal: AbortSignal) => {
      const index = await loadFields(signal);
      const { found, more } = searchFields(index, typed, scope, MAX_SHOWN);
      return { items: found.map(suggestionOf), note: noteOf(more, index) };
    },
    [loadFields, scope]
  );
  const pickTyped = async (text: string) => {
    const bare = scope === null || scope === 'built-in' ? undefined : scope;
    const read = readField(text, bare);
    if (read) {
      const index = knownFields() ?? (await soon(loadFields));
      const known = index ? knownOrNamed(index, text, read) : undefined;
      onPick(known?.field ?? read, known?.type ?? null);
    }
  };
  return (
    <SuggestBox
      label={label}
      value={field && fieldText(field)}
      placeholder={t('traceql-builder.field-placeholder', 'Choose a field')}
      suggest={suggest}
      onPick={({ known }) => onPick(known.field, known.type)}
      onTyped={pickTyped}
      focusKey={focusKey}
    />
  );
}

/** What is known of a field is worth a moment's wait, no more: what was typed must not hang on the network. */
const MAX_WAIT_MS = 150;

function soon(loadFields: Builder['loadFields']): Promise<FieldIndex | null> {
  const loaded = loadFields(new AbortController().signal).catch(() => null);
  const waited = new Promise<null>((resolve) => setTimeout(() => resolve(null), MAX_WAIT_MS));
  return Promise.race([loaded, waited]);
}

/** The field that was typed, or the only one whose name is what was typed without a scope. */
function knownOrNamed(index: FieldIndex, typed: string, read: Field): KnownField | undefined {
  const known = findField(index, fieldText(read));
  const isBare = read.kind === 'attribute' && read.scope === 'none' && !typed.trim().startsWith('.');
  if (known || !isBare) {
    return known;
  }
  const named = index.fields.filter(({ field }) => field.kind === 'attribute' && field.name === read.name);
  return named.length === 1 ? named[0] : undefined;
}

function suggestionOf(known: KnownField): FieldSuggestion {
  const { text, offer, isKnown, field } = known;
  const description = offer ? offerDescription(offer, isKnown) : undefined;
  return { known, label: text, description, group: groupName(field) };
}

function noteOf(more: number, { truncated, problem }: FieldIndex): string | undefined {
  if (problem !== null) {
    return t('traceql-builder.no-attributes', 'No attributes ({{reason}}). You can type the name of one.', {
      reason: problem,
      interpolation: UNESCAPED,
    });
  }
  if (more > 0) {
    return t('traceql-builder.more-fields', '{{more}} more: type a part of the name', { more });
  }
  return truncated
    ? t('traceql-builder.fields-truncated', 'Tempo sent only a part of the names. Type the one that you miss.')
    : undefined;
}

function groupName(field: Field): string {
  switch (field.kind === 'intrinsic' ? 'built-in' : field.scope) {
    case 'built-in':
      return t('traceql-builder.group-built-in', 'Built-in fields');
    case 'span':
      return t('traceql-builder.group-span', 'Attributes of the span');
    case 'resource':
      return t('traceql-builder.group-resource', 'Attributes of the resource');
    case 'event':
      return t('traceql-builder.group-event', 'Attributes of events');
    case 'link':
      return t('traceql-builder.group-link', 'Attributes of links');
    case 'instrumentation':
      return t('traceql-builder.group-instrumentation', 'Attributes of the instrumentation');
    default:
      return t('traceql-builder.group-any', 'Attributes of any scope');
  }
}
