export { ChapterPage } from './ChapterPage';
