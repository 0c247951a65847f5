import { addWorkdays, instantOf } from '../calendar';
import { createRandom } from '../random';
import type { Notice, NoticeKind, PublicationTally } from '../records';
import { createSlugs } from '../slugs';
import { officialDocument } from '../text/layout';
import { gapId } from './identity';
import type { GapOrganizations, OrganKey } from './organizations';

interface Plan {
  readonly key: string;
  readonly kind: NoticeKind;
  readonly issuer: OrganKey;
  readonly formedOn: string;
  /** Day of publication. */
  readonly issuedOn: string;
  readonly docNumber?: string;
  readonly title: string;
  readonly summary: string;
  readonly blocks: readonly string[];
  readonly legalBasis: string;
}

/** Eleven notices; `late-announcement` and `late-establishment` came after the 20 working days. */
const PLANS: readonly Plan[] = [
  {
    key: 'document-1',
    kind: 'document',
    issuer: 'government-office',
    formedOn: '2017-02-16',
    issuedOn: '2017-02-20',
    docNumber: '岸政办〔2017〕5号',
    title: '江岸区人民政府办公室关于印发2017年政务公开工作要点的通知',
    summary: '安排财政专项资金、部门预算、机构编制和政策解读等年度公开任务。',
    blocks: [
      '各街道办事处，区政府各部门：现将《江岸区2017年政务公开工作要点》印发给你们，请结合实际认真贯彻落实。',
      '一、推进财政专项资金公开，做到资金总表与分级拨付表衔接，到人到户明细真实完整。',
      '二、部门预算在批复后二十日内公开，并说明“三公”经费增减变化原因。',
      '三、机构编制信息每月更新，人员异动及时登记。',
    ],
    legalBasis: 'art20-1',
  },
  {
    key: 'late-announcement',
    kind: 'announcement',
    issuer: 'civil-affairs',
    formedOn: '2017-03-06',
    issuedOn: '2017-04-12',
    title: '江岸区2017年2月城市低保对象审批结果公示',
    summary: '2月份新批准城市低保家庭名单和保障金额，公示期7个工作日。',
    blocks: [
      '经街道审核、社区评议和区民政局审批，现将2017年2月城市低保对象审批结果予以公示，公示期7个工作日。',
      '公示期间如有异议，请向区民政局社会救助科或所在街道政务服务中心反映。',
    ],
    legalBasis: 'art21',
  },
  {
    key: 'normative-1',
    kind: 'normative-document',
    issuer: 'government-office',
    formedOn: '2017-03-10',
    issuedOn: '2017-03-14',
    docNumber: '岸政规〔2017〕1号',
    title: '江岸区人民政府关于印发惠民专项资金公开管理办法的通知',
    summary: '明确惠民专项资金公开的范围、内容、程序、时限和责任。',
    blocks: [
      '现将《江岸区惠民专项资金公开管理办法》印发给你们，请遵照执行。',
      '第一条　为规范惠民专项资金公开工作，保障群众知情权、参与权和监督权，制定本办法。',
      '第二条　公开工作遵循真实、准确、及时、便民的原则，依法保护国家秘密、商业秘密和个人隐私。',
      '第三条　本办法自印发之日起施行，有效期五年。',
    ],
    legalBasis: 'art20-1',
  },
  {
    key: 'interpretation-1',
    kind: 'interpretation',
    issuer: 'government-office',
    formedOn: '2017-03-15',
    issuedOn: '2017-03-16',
    title: '《江岸区惠民专项资金公开管理办法》政策解读',
    summary: '解读办法的制定背景、公开内容和群众查询途径。',
    blocks: [
      '一、为什么制定这个办法？为了让惠民资金的来源、分配和发放结果都能在网上查到、对得上。',
      '二、群众怎样查询？可以登录政务公开网，也可以到就近的免费查询点，由专人引导查询。',
    ],
    legalBasis: 'art20-1',
  },
  {
    key: 'establishment-1',
    kind: 'establishment-document',
    issuer: 'establishment',
    formedOn: '2017-05-10',
    issuedOn: '2017-05-17',
    docNumber: '岸编办〔2017〕1号',
    title: '关于区政府信息中心增加人员编制的批复',
    summary: '同意区政府信息中心增加全额拨款事业编制1名。',
    blocks: [
      '区人民政府办公室：你办《关于增加区政府信息中心人员编制的请示》收悉。经研究，同意增加全额拨款事业编制1名。',
      '请按规定办理入编手续，并及时更新机构编制公开信息。',
    ],
    legalBasis: 'art20-2',
  },
  {
    key: 'news-1',
    kind: 'news',
    issuer: 'government-office',
    formedOn: '2017-06-08',
    issuedOn: '2017-06-08',
    title: '区公开办对免费查询点开展年中督查',
    summary: '督查组现场抽查查询点的设备运行、人员引导和登记台账。',
    blocks: [
      '6月8日，区公开办对大智街、花桥街等处的免费查询点开展年中督查，现场检查设备运行、人员引导和登记台账。',
      '督查组要求，查询终端要做到每年至少更新维护一次，发现故障当日报修。',
    ],
    legalBasis: 'art20-15',
  },
  {
    key: 'late-establishment',
    kind: 'establishment-document',
    issuer: 'establishment',
    formedOn: '2017-08-14',
    issuedOn: '2017-09-20',
    docNumber: '岸编办〔2017〕2号',
    title: '关于调整区疾病预防控制中心内设机构的批复',
    summary: '同意区疾病预防控制中心设置免疫规划科，人员编制不变。',
    blocks: [
      '区卫生和计划生育委员会：你委《关于调整区疾病预防控制中心内设机构的请示》收悉。经研究，同意设置免疫规划科。',
      '调整后，区疾病预防控制中心人员编制总数不变。',
    ],
    legalBasis: 'art20-2',
  },
  {
    key: 'announcement-1',
    kind: 'announcement',
    issuer: 'human-resources',
    formedOn: '2017-09-11',
    issuedOn: '2017-09-12',
    title: '江岸区2017年第三季度灵活就业人员社会保险补贴发放公示',
    summary: '公示第三季度补贴的街道、社区、人数和金额，欢迎监督。',
    blocks: [
      '根据就业补助资金管理有关规定，现将2017年第三季度灵活就业人员社会保险补贴发放情况予以公示。',
      '发放明细可在政务公开网“专项资金”栏目按街道、社区查询。',
    ],
    legalBasis: 'art21',
  },
  {
    key: 'news-2',
    kind: 'news',
    issuer: 'health',
    formedOn: '2017-10-17',
    issuedOn: '2017-10-17',
    title: '区卫生计生委走访慰问计划生育特殊困难家庭',
    summary: '工作人员上门了解生活和就医需求，宣传特别扶助政策。',
    blocks: [
      '10月17日，区卫生计生委组织工作人员走访慰问计划生育特殊困难家庭，了解生活和就医需求，宣传特别扶助政策。',
      '截至目前，家庭医生签约服务已覆盖全部扶助对象。',
    ],
    legalBasis: 'art20-15',
  },
  {
    key: 'announcement-2',
    kind: 'announcement',
    issuer: 'government-office',
    formedOn: '2017-11-22',
    issuedOn: '2017-11-23',
    title: '关于政务公开网系统维护暂停服务的公告',
    summary: '11月25日零时至六时网站暂停查询和留言服务。',
    blocks: [
      '因系统升级，政务公开网将于2017年11月25日零时至六时暂停查询和留言服务，给您带来不便，敬请谅解。',
      '维护期间提交的咨询投诉请改用电话或到现场办理。',
    ],
    legalBasis: 'art20-15',
  },
  {
    key: 'document-2',
    kind: 'document',
    issuer: 'civil-affairs',
    formedOn: '2017-12-01',
    issuedOn: '2017-12-05',
    docNumber: '岸民政〔2017〕68号',
    title: '江岸区民政局关于做好困难群众冬春救助工作的通知',
    summary: '部署冬春期间困难群众排查、救助资金发放和结果公开。',
    blocks: [
      '各街道办事处：为保障困难群众安全温暖过冬，现就做好冬春救助工作通知如下。',
      '一、逐户排查，对符合条件的及时纳入救助。',
      '二、救助资金通过“一卡通”发放，结果在社区公示栏和政务公开网公布。',
    ],
    legalBasis: 'art21',
  },
];

/** Notices of every kind, all of them public. */
export const createGapNotices = (organizations: GapOrganizations): Notice[] => {
  const slug = createSlugs();
  const numbers = new Map<string, number>();
  return PLANS.map((plan, index): Notice => {
    const issuer = organizations.of(plan.issuer);
    const number = (numbers.get(issuer.code) ?? 0) + 1;
    numbers.set(issuer.code, number);
    return {
      documentId: gapId('notice', plan.key),
      createdAt: instantOf(plan.formedOn, 8, 30 + index),
      publishedAt: instantOf(plan.issuedOn, 14, 30 + index),
      title: plan.title,
      slug: slug(plan.title),
      kind: plan.kind,
      indexNumber: `${issuer.code}/2017-${String(number).padStart(5, '0')}`,
      docNumber: plan.docNumber ?? null,
      issuer,
      issuedOn: plan.issuedOn,
      formedOn: plan.formedOn,
      summary: plan.summary,
      body: officialDocument({ blocks: plan.blocks, signer: issuer.name, day: plan.formedOn }),
      legalBasis: plan.legalBasis,
      validity: 'in-force',
    };
  });
};

/** Reports of three units for the last four months, on their websites. */
export const createGapTallies = (organizations: GapOrganizations): PublicationTally[] => {
  const random = createRandom('gaps/tallies');
  const units: readonly OrganKey[] = ['government-office', 'civil-affairs', 'human-resources'];
  return units.flatMap((unit, place) =>
    ['2017-09', '2017-10', '2017-11', '2017-12'].map((month): PublicationTally => ({
      documentId: gapId('tally', `${unit}-${month}`),
      createdAt: instantOf(addWorkdays(`${month}-28`, 3), 9 + place),
      organization: organizations.of(unit),
      month,
      channel: 'website',
      count: random.int(6, 24),
    })),
  );
};
