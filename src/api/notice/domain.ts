import type { Domain } from '../../shared/contracts/domain';
import { noticeFigures } from './figures';
import { noticeInspection } from './inspection';
import { noticePost } from './post';
import { noticePublic } from './public';
import { noticeRules, publicationTallyRules } from './rules';

export const notice: Domain = {
  rules: [noticeRules, publicationTallyRules],
  public: [noticePublic],
  figures: [noticeFigures],
  inspections: [noticeInspection],
  posts: [noticePost],
};
