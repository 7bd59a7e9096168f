export { DiscoveredChapterPage } from './DiscoveredChapterPage';
