// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';
import { configure } from '@testing-library/dom';

// Waits end when what is waited for is there; the usual second is too short where several run on one core.
configure({ asyncUtilTimeout: 20_000 });

// jsdom has none; Scenes makes one as soon as it is loaded. Nothing ever comes into view by itself.
global.IntersectionObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
