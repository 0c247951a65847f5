import { deskTypes } from './desk';
import type { DeskRole, DeskRolesService } from './shared/contracts/editor-desk';

const contentTypes = deskTypes.filter((type) => type.menu !== undefined);
const organization = 'api::organization.organization';
const inquiry = 'api::inquiry.inquiry';
const calendarDay = 'api::calendar.calendar-day';

const hiddenFields = [
  ...new Set(
    contentTypes.flatMap(({ fields }) =>
      Object.keys(fields).filter((name) => fields[name]?.hidden === true),
    ),
  ),
];

/** Everything but the register of organs, of which most roles may not see which are classified. */
const ordinary = contentTypes
  .map(({ uid }) => uid)
  .filter((uid) => uid !== organization && uid !== calendarDay);

const mediaLibrary = [
  'plugin::upload.read',
  'plugin::upload.assets.create',
  'plugin::upload.assets.update',
  'plugin::upload.assets.download',
  'plugin::upload.assets.copy-link',
];

/** Wording of posts is the clerks' business too; what goes out is decided by others. */
const editPosts = 'plugin::cross-post.edit';
const approvePosts = 'plugin::cross-post.approve';

/**
 * Seeing what is missing, late or stuck is everybody's, of his own organization or of all; acting on
 * the channels, freezing a year and setting limits is the office's.
 */
const ownOverview = ['plugin::publication-rate.read-own', 'plugin::cross-post.read'];
const overview = ['plugin::publication-rate.read', 'plugin::cross-post.read'];

const withoutClassified = [...hiddenFields, 'isClassified'];

/** Inquiries have no drafts: these two fields are their publication. */
const withoutPublication = [...hiddenFields, 'isPublic', 'isValid'];

/** The disclosure office's division of labour: who enters doesn't publish. */
const roles: readonly DeskRole[] = [
  {
    code: 'gongkai-editor',
    name: '录入员',
    description: '各部门、街道填报人员：录入和修改内容，不能发布。',
    content: [
      {
        uids: ordinary.filter((uid) => uid !== inquiry),
        actions: ['create', 'read', 'update'],
        withoutFields: hiddenFields,
      },
      { uids: [inquiry], actions: ['read'], withoutFields: hiddenFields },
      { uids: [inquiry], actions: ['create', 'update'], withoutFields: withoutPublication },
      {
        uids: [organization],
        actions: ['create', 'read', 'update'],
        withoutFields: withoutClassified,
      },
      { uids: [calendarDay], actions: ['read'] },
    ],
    actions: [...mediaLibrary, ...ownOverview, editPosts],
  },
  {
    code: 'gongkai-reviewer',
    name: '审核员',
    description: '审核、修改并发布或撤回内容。',
    content: [
      {
        uids: ordinary,
        actions: ['create', 'read', 'update', 'publish'],
        withoutFields: hiddenFields,
      },
      {
        uids: [organization],
        actions: ['create', 'read', 'update'],
        withoutFields: withoutClassified,
      },
      { uids: [calendarDay], actions: ['read'] },
    ],
    actions: [...mediaLibrary, ...overview, editPosts, approvePosts],
  },
  {
    code: 'gongkai-office',
    name: '公开办',
    description: '政务公开办公室：管理全部内容，查看公开率，管理微博微信推送。',
    content: [
      {
        uids: [organization, calendarDay, ...ordinary],
        actions: ['create', 'read', 'update', 'delete', 'publish'],
        withoutFields: hiddenFields,
      },
    ],
    actions: [
      ...mediaLibrary,
      ...overview,
      editPosts,
      approvePosts,
      'plugin::publication-rate.freeze',
      'plugin::publication-rate.configure',
      'plugin::cross-post.manage',
      'plugin::public-api.webhooks',
    ],
  },
];

/** For the plugin editor-desk. */
export const deskRoles: Parameters<DeskRolesService['declare']>[0] = {
  roles,
  renamed: [
    {
      code: 'strapi-super-admin',
      name: '超级管理员',
      description: '管理用户、角色和系统设置，可访问全部内容。',
    },
  ],
  // Strapi's own roles beside the super admin; its editor may publish anything.
  retired: ['strapi-editor', 'strapi-author'],
};
