// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

// jsdom has none; Scenes makes one as soon as it is loaded. Nothing ever comes into view by itself.
global.IntersectionObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
