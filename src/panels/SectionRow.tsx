import {
  SceneObjectBase,
  type SceneComponentProps,
  type SceneObject,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValues,
} from '@grafana/scenes';
import { CollapsableSection, Stack, Text } from '@grafana/ui';
import React from 'react';

interface SectionRowState extends SceneObjectState {
  id: string;
  title: string;
  /** The question that the row answers; shown beside the title. */
  question: string;
  isOpen: boolean;
  body: SceneObject;
}

/**
 * A row of panels that folds. A folded row renders nothing, so its queries do not run. Whether it is folded stands in the
 * URL, but only where that differs from how the page opens.
 */
export class SectionRow extends SceneObjectBase<SectionRowState> {
  static Component = SectionRowRenderer;

  private readonly opensOpen: boolean;
  protected _urlSync: SceneObjectUrlSyncConfig;

  constructor(state: SectionRowState) {
    super(state);
    this.opensOpen = state.isOpen;
    this._urlSync = new SceneObjectUrlSyncConfig(this, { keys: [this.urlKey] });
  }

  private get urlKey(): string {
    return `row-${this.state.id}`;
  }

  getUrlState(): SceneObjectUrlValues {
    const { isOpen } = this.state;
    return { [this.urlKey]: isOpen === this.opensOpen ? undefined : isOpen ? 'open' : 'closed' };
  }

  updateFromUrl(values: SceneObjectUrlValues): void {
    const value = values[this.urlKey];
    const isOpen = value === 'open' ? true : value === 'closed' ? false : this.opensOpen;
    if (isOpen !== this.state.isOpen) {
      this.setState({ isOpen });
    }
  }

  onToggle = (isOpen: boolean): void => {
    this.setState({ isOpen });
  };
}

function SectionRowRenderer({ model }: SceneComponentProps<SectionRow>) {
  const { title, question, isOpen, body } = model.useState();
  return (
    <CollapsableSection
      isOpen={isOpen}
      onToggle={model.onToggle}
      label={
        <Stack direction="row" gap={1} alignItems="baseline" wrap="wrap">
          <Text element="h2" variant="h5">
            {title}
          </Text>
          <Text variant="bodySmall" color="secondary">
            {question}
          </Text>
        </Stack>
      }
    >
      <body.Component model={body} />
    </CollapsableSection>
  );
}
