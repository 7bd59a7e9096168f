// The loader's globals (System, define) first: the rest of the host uses them.
import 'systemjs/dist/system.js';
import 'systemjs/dist/extras/named-register.js';
import 'systemjs/dist/extras/amd.js';
import './fonts.ts';
import './host.css';
import React from 'react';
import ReactDOM from 'react-dom/client';
import { App } from './chrome/App.tsx';
import { registerIcons } from './chrome/registerIcons.ts';
import { setUpRuntime } from './runtime/setUpRuntime.ts';
import { registerSharedModules } from './sharedModules.ts';

async function start(): Promise<void> {
  registerIcons(window.__grafana_public_path__ ?? '/public/');
  await setUpRuntime();
  registerSharedModules();
  const container = document.getElementById('reactRoot');
  if (!container) {
    throw new Error('The page has no element with the id reactRoot.');
  }
  ReactDOM.createRoot(container).render(<App />);
}

void start();
