import { t } from '@grafana/i18n';
import { Button, Dropdown, Menu } from '@grafana/ui';
import React from 'react';
import { chosenColumns, toggledColumns, type AttributeColumn } from './attributeColumns';

interface ColumnChooserProps {
  all: readonly AttributeColumn[];
  /** Keys of the chosen columns; empty for the automatic choice. */
  choice: readonly string[];
  onChange(choice: string[]): void;
}

/** Which attributes of the answer are columns. */
export function ColumnChooser({ all, choice, onChange }: ColumnChooserProps) {
  const shown = chosenColumns(all, choice);
  const overlay = () => (
    <Menu ariaLabel={t('query.results.columns', 'Columns')}>
      {all.length === 0 && (
        <Menu.Item
          label={t('query.results.no-attributes', 'The answer has no attributes')}
          description={t('query.results.no-attributes-help', 'Ask for some with select(…)')}
          disabled
        />
      )}
      {all.map((column) => {
        const isShown = shown.includes(column);
        return (
          <Menu.Item
            key={column.key}
            role="menuitemcheckbox"
            ariaChecked={isShown}
            icon={isShown ? 'check-square' : 'square-shape'}
            label={column.attribute}
            onClick={() => onChange(toggledColumns(all, choice, column.key))}
          />
        );
      })}
      {choice.length > 0 && (
        <>
          <Menu.Divider />
          <Menu.Item
            label={t('query.results.columns-automatic', 'Choose automatically')}
            onClick={() => onChange([])}
          />
        </>
      )}
    </Menu>
  );
  return (
    <Dropdown overlay={overlay} placement="bottom-start">
      <Button size="sm" variant="secondary" icon="columns">
        {t('query.results.columns', 'Columns')}
      </Button>
    </Dropdown>
  );
}
