import { css } from '@emotion/css';
import { Modal } from '@grafana/ui';
import React, { useSyncExternalStore } from 'react';
import { getExtensionModal, openExtensionModal, subscribeToExtensionModal } from './extensionModalState.ts';
import { InPluginContext } from './InPluginContext.tsx';

/** Where modals appear that links of plugins open. */
export function ExtensionModal() {
  const modal = useSyncExternalStore(subscribeToExtensionModal, getExtensionModal);
  if (!modal) {
    return null;
  }
  const close = () => openExtensionModal(undefined);
  const { title, width, height, pluginId, body: Body } = modal;
  return (
    <Modal title={title} isOpen className={css({ width, height })} onDismiss={close} onClickBackdrop={close}>
      <InPluginContext pluginId={pluginId}>
        <Body onDismiss={close} />
      </InPluginContext>
    </Modal>
  );
}
