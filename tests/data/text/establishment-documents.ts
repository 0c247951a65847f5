import type { Random } from '../random';
import { officialDocument, table } from './layout';

/** What a document of the establishment office is about. */
export interface EstablishmentDocumentContext {
  readonly random: Random;
  readonly day: string;
  /** Full name of the organization concerned. */
  readonly name: string;
  /** Full name of its superior, or of itself. */
  readonly superior: string;
  readonly isInstitution: boolean;
  /** A school or a health centre: no offices of its own to decide on, no new names. */
  readonly isSchool: boolean;
}

interface Draft {
  readonly title: string;
  readonly summary: string;
  readonly blocks: readonly string[];
}

const short = (name: string): string =>
  name
    .replace(/（.*）/, '')
    .replace('武汉市江岸区人民政府', (found: string) => (name.includes('道办事处') ? '' : found))
    .replace('中国人民政治协商会议武汉市江岸区', '区政协')
    .replace('中共武汉市江岸区委员会', '区委')
    .replace('中共武汉市江岸区', '区')
    .replace(/(武汉市)?江岸区/, '区')
    .replace(/武汉市/, '');

/** Kinds of decisions; the place of a document decides its kind. Schools get those of SCHOOL_KINDS. */
const KINDS: readonly ((context: EstablishmentDocumentContext) => Draft)[] = [
  ({ random, name, isInstitution }) => {
    const quota = random.int(2, 9);
    return {
      title: `关于调整${short(name)}人员编制的批复`,
      summary: `核增${short(name)}${isInstitution ? '事业' : '行政'}编制${quota}名。`,
      blocks: [
        `你单位《关于增加人员编制的请示》收悉。经研究，现批复如下：`,
        `一、核增${short(name)}${isInstitution ? '事业编制' : '行政编制'}${quota}名，所需编制从全区编制总额中调剂解决。`,
        '二、核增的编制用于充实一线业务岗位，不得挪作他用。',
        '三、请按规定程序补充人员，及时办理实名制入编手续，并在政务公开网更新机构编制信息。',
      ],
    };
  },
  ({ random, name }) => {
    const office = random.pick([
      '政务公开科',
      '法制科',
      '信息科',
      '安全管理科',
      '审批服务科',
      '社区治理科',
    ]);
    return {
      title: `关于${short(name)}增设${office}的批复`,
      summary: `同意${short(name)}增设内设机构${office}。`,
      blocks: [
        '你单位来文收悉。经区机构编制委员会会议研究，同意你单位内设机构作如下调整：',
        `一、增设${office}，核定科级领导职数1正。`,
        `二、${office}主要职责：承担本领域规章制度的拟订、组织实施和监督检查，办理交办的其他事项。`,
        '三、调整后所需人员在现有编制内调剂，不另增加编制。',
      ],
    };
  },
  ({ random, name, superior }) => ({
    title: `关于核定${short(name)}领导职数的通知`,
    summary: `重新核定${short(name)}领导职数。`,
    blocks: [
      `根据机构编制管理有关规定，结合${short(superior)}工作实际，经研究，核定${short(name)}领导职数如下：`,
      table(
        ['职务', '原核定数', '现核定数'],
        [
          ['正职', 1, 1],
          ['副职', random.int(1, 2), random.int(2, 3)],
          ['内设机构正职', random.int(2, 4), random.int(3, 5)],
        ],
      ),
      '请严格在核定的领导职数内配备干部，不得超职数配备。',
    ],
  }),
  ({ name, superior }) => ({
    title: `关于明确${short(name)}主要职责的通知`,
    summary: `明确${short(name)}职责任务和与${short(superior)}的工作关系。`,
    blocks: [
      `经研究，现就${short(name)}的主要职责明确如下：`,
      '一、贯彻执行国家和省、市、区有关方针政策和法律法规；',
      '二、承担本领域公共服务和事务性工作，落实年度目标任务；',
      '三、做好业务统计、档案管理和信息公开工作；',
      `四、完成${short(superior)}交办的其他任务。`,
      '法律、法规对职责另有规定的，从其规定。',
    ],
  }),
  ({ random, name }) => {
    const quota = random.int(1, 6);
    return {
      title: `关于收回${short(name)}部分空缺编制的通知`,
      summary: `收回长期空缺编制${quota}名，由区编委统筹使用。`,
      blocks: [
        '为盘活用好机构编制资源，根据“严控总量、盘活存量、增减平衡”的原则，经研究决定：',
        `一、收回${short(name)}长期空缺编制${quota}名，由区机构编制委员会统筹使用。`,
        '二、请于收到本通知之日起10个工作日内办理编制核减和信息变更手续。',
      ],
    };
  },
  ({ random, name }) => ({
    title: `关于${short(name)}${random.pick(['规范名称', '加挂牌子'])}有关事项的批复`,
    summary: `批复${short(name)}机构名称有关事项。`,
    blocks: [
      '你单位来文收悉。经研究，现就机构名称有关事项批复如下：',
      `一、同意${short(name)}按照职能调整情况规范机构名称（加挂牌子），机构规格、隶属关系和经费渠道不变。`,
      '二、人员编制、领导职数维持不变，原职责任务继续履行。',
      '三、请及时办理法人登记变更和印章启用手续。',
    ],
  }),
  ({ random, name }) => ({
    title: `关于下达${short(name)}2017年进人用编计划的通知`,
    summary: `下达2017年用编计划。`,
    blocks: [
      '根据编制空缺情况和工作需要，经研究，现下达2017年进人用编计划如下：',
      table(
        ['进人方式', '用编计划（名）', '专业或岗位要求'],
        [
          [
            '公开招录（聘）',
            random.int(1, 8),
            random.pick(['师范类', '医学类', '法学类', '财会类', '计算机类']),
          ],
          ['选调（调任）', random.int(0, 2), '三年以上相关工作经历'],
          ['安置', random.int(0, 2), '按政策规定'],
        ],
      ),
      '用编计划当年有效，未使用的年底自动收回。',
    ],
  }),
];

/** Quota, heads of the school, vacancies, recruitment. */
const SCHOOL_KINDS = [0, 2, 4, 6];

/** One document of the establishment office. */
export const establishmentDocument = (
  serial: number,
  context: EstablishmentDocumentContext,
): { title: string; summary: string; body: string } => {
  const kinds = context.isSchool ? SCHOOL_KINDS : KINDS.map((_, index) => index);
  const make = KINDS[kinds[serial % kinds.length] as number] as (typeof KINDS)[number];
  const { title, summary, blocks } = make(context);
  return {
    title: `江岸区机构编制委员会办公室${title}`,
    summary,
    body: officialDocument({
      to: context.superior,
      blocks,
      signer: '武汉市江岸区机构编制委员会办公室',
      day: context.day,
    }),
  };
};
