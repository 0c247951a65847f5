import { addDays, addWorkdays, chineseDay } from '../calendar';
import { maskName } from '../../../src/shared/personal-data';
import { nameOf } from '../personal';
import type { Random } from '../random';
import { officialDocument, table } from './layout';
import { STREETS, type Street } from './places';

/** What an announcement is made from. */
export interface AnnouncementContext {
  readonly random: Random;
  /** Day of issue. */
  readonly day: string;
  readonly street: Street;
  /** How many of this kind came before it in the year, from 1. */
  readonly serial: number;
  /** Full name of an organ by its key. */
  readonly organName: (key: string) => string;
  /** Telephone of an organ by its key. */
  readonly phone: (key: string) => string;
}

export interface NoticeText {
  /** Key of the issuing organ. */
  readonly issuer: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly legalBasis: string;
}

export interface AnnouncementKind {
  readonly weight: number;
  make(context: AnnouncementContext): NoticeText;
}

const month = (day: string): number => Number(day.slice(5, 7));
/** The next public holiday after a day of 2017. */
const holidayOf = (day: string): string => {
  const holidays = [
    ['2017-01-27', '春节'],
    ['2017-04-02', '清明节'],
    ['2017-04-29', '劳动节'],
    ['2017-05-28', '端午节'],
    ['2017-10-01', '国庆节和中秋节'],
  ] as const;
  return holidays.find(([first]) => day < first)?.[1] ?? '元旦';
};
const quarter = (day: string): string => '一二三四'.charAt(Math.floor((month(day) - 1) / 3));
const masked = (random: Random): string =>
  maskName(nameOf(random, random.chance(0.5) ? 'male' : 'female', random.int(1938, 1995)));
const rowsOf = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const yuan = (value: number): string => value.toFixed(2);

/** A closing that every list open to objections needs. */
const objections = ({ day, phone }: AnnouncementContext, key: string, workdays = 7): string =>
  `公示期为${workdays}个工作日（${chineseDay(day)}至${chineseDay(addWorkdays(day, workdays))}）。公示期内如有异议，请以书面或电话方式实名反映，监督电话：${phone(key)}。`;

const COMPANIES = [
  '武汉楚汉建设工程有限公司',
  '湖北江天信息技术有限公司',
  '武汉汉水园林景观有限公司',
  '武汉市政通养护有限公司',
  '湖北三镇物业管理有限公司',
  '武汉长江办公设备有限公司',
  '武汉黄鹤环保科技有限公司',
  '湖北晴川装饰工程有限公司',
  '武汉龟山监理咨询有限公司',
  '武汉东湖数据服务有限公司',
  '湖北荆楚会计服务有限公司',
  '武汉金银潭医疗器械有限公司',
];
/** What is built, and what is done for its environment. */
const BUILDING_PROJECTS = [
  ['宠物诊所', '医疗废水经消毒后接入市政管网；医疗废物交有资质单位处置'],
  ['口腔门诊部', '诊疗废水经消毒处理后排放；医疗废物分类暂存并签订处置协议'],
  ['汽车维修服务部', '喷漆废气经活性炭吸附后排放；废机油等危险废物交有资质单位处置'],
  ['餐饮综合体', '油烟经净化后引至楼顶排放；含油废水经隔油池处理；餐厨垃圾交有资质单位收运'],
  ['数码印刷中心', '有机废气经收集吸附处理；选用低噪声设备并采取减振措施'],
  ['社区医院改扩建', '施工期落实围挡喷淋；医疗废水经一体化设备处理达标后接入市政管网'],
  ['商业楼宇中央空调改造', '冷却塔采取隔声、减振措施，边界噪声达标；施工避开夜间和午间休息时段'],
] as const;
/** Breaches of the rules of the city, and who commits them. */
const BREACHES = [
  ['某早餐店', '擅自占用城市道路经营', 200],
  ['某水果超市', '擅自占用城市道路经营', 500],
  ['某烘焙坊', '未按规定设置门面招牌', 1000],
  ['某火锅店', '随意倾倒餐厨垃圾', 2000],
  ['某渣土运输公司', '运输建筑垃圾未密闭', 5000],
  ['某房产中介门店', '擅自张贴广告', 500],
  ['某装饰公司', '随意堆放装修垃圾', 1000],
  ['某中西餐厅', '未保持门前责任区整洁', 200],
] as const;
const SHOPS = [
  '早餐店',
  '热干面馆',
  '便利店',
  '水果超市',
  '烘焙坊',
  '卤味店',
  '火锅店',
  '中西餐厅',
  '母婴用品店',
  '粮油经营部',
];

const assistance = (
  weight: number,
  name: string,
  title: (context: AnnouncementContext) => string,
  intro: (context: AnnouncementContext, count: number) => string,
  header: readonly string[],
  row: (context: AnnouncementContext, community: string) => readonly (string | number)[],
): AnnouncementKind => ({
  weight,
  make(context) {
    const { random, street, day } = context;
    const count = random.int(5, 12);
    const rows = rowsOf(count, (index) => {
      const community = random.pick(street.communities);
      return [index + 1, masked(random), community, ...row(context, community)];
    });
    return {
      issuer: street.name,
      title: title(context),
      summary: `${street.name}对${name}的审核结果予以公示，接受群众监督。`,
      legalBasis: 'art21',
      body: officialDocument({
        blocks: [
          intro(context, count),
          table(['序号', '姓名', '社区', ...header], rows),
          objections(context, street.name),
        ],
        signer: `武汉市江岸区人民政府${street.name}道办事处`,
        day,
      }),
    };
  },
});

const plain = (
  weight: number,
  issuer: string,
  legalBasis: string,
  make: (context: AnnouncementContext) => {
    title: string;
    summary: string;
    blocks: string[];
    annexes?: string[];
  },
): AnnouncementKind => ({
  weight,
  make(context) {
    const { title, summary, blocks, annexes } = make(context);
    return {
      issuer,
      title,
      summary,
      legalBasis,
      body: officialDocument({
        blocks,
        ...(annexes ? { annexes } : {}),
        signer: context.organName(issuer),
        day: context.day,
      }),
    };
  },
});

/** The kinds of announcements of a year, with how often they come. */
export const ANNOUNCEMENT_KINDS: readonly AnnouncementKind[] = [
  assistance(
    70,
    '新增城市低保对象',
    ({ street, day }) => `${street.name}2017年${month(day)}月新增城市低保对象审批结果公示`,
    ({ street, day }, count) =>
      `根据《城市居民最低生活保障条例》和《江岸区城市居民最低生活保障动态管理实施细则》，经个人申请、入户调查、民主评议、街道审核和区民政局审批，${street.name}2017年${month(day)}月拟新增城市低保对象${count}户，现将名单公示如下：`,
    ['保障人数', '月保障金额（元）'],
    ({ random }) => {
      const persons = random.int(1, 3);
      return [persons, yuan(persons * (670 - random.pick([0, 120, 210, 265, 340])))];
    },
  ),
  assistance(
    40,
    '新增高龄津贴对象',
    ({ street, day }) =>
      `${street.name}2017年第${quarter(day)}季度新增高龄津贴对象公示（${month(day)}月）`,
    ({ street }, count) =>
      `按照高龄津贴发放管理有关规定，经社区登记、街道复核，${street.name}本期新增享受高龄津贴老年人${count}人，现予公示：`,
    ['年龄（周岁）', '月标准（元）'],
    ({ random }) => {
      const age = random.chance(0.9) ? 80 : random.int(81, 99);
      return [age, age >= 90 ? 200 : 100];
    },
  ),
  assistance(
    30,
    '临时救助对象',
    ({ street, day }) => `${street.name}2017年${month(day)}月临时救助对象公示`,
    ({ street, day }, count) =>
      `根据临时救助操作规程，${street.name}${month(day)}月对因病、因灾等原因造成基本生活暂时困难的${count}户家庭实施临时救助，现将有关情况公示如下：`,
    ['救助原因', '救助金额（元）'],
    ({ random }) => [
      random.pick(['重大疾病', '家庭变故', '意外事故', '子女就学', '火灾损失']),
      random.pick(['670.00', '1340.00', '2010.00', '4020.00']),
    ],
  ),
  assistance(
    24,
    '独生子女父母退休一次性奖励对象',
    ({ street, day }) =>
      `${street.name}2017年第${quarter(day)}季度独生子女父母退休一次性奖励对象公示（${month(day)}月）`,
    (_, count) =>
      `经本人申请、社区核实、街道复核，本季度拟发放独生子女父母退休一次性奖励${count}人，标准为每人3500元，现公示如下：`,
    ['奖励金额（元）'],
    () => ['3500.00'],
  ),
  plain(22, 'housing', 'art21', (context) => {
    const { random, day, serial } = context;
    const rows = rowsOf(random.int(8, 14), (index) => {
      const street = random.pick(STREETS);
      return [
        index + 1,
        masked(random),
        street.name,
        random.int(1, 4),
        random.pick(['低保家庭', '低收入家庭']),
        yuan(random.int(12, 70) * 10),
      ];
    });
    return {
      title: `江岸区2017年第${serial}批公共租赁住房租赁补贴资格审核结果公示`,
      summary: '经三级审核，拟发放公共租赁住房租赁补贴家庭名单公示。',
      blocks: [
        `根据《公共租赁住房管理办法》（住房和城乡建设部令第11号）和我区租赁补贴审核发放细则，经社区初审、街道复审、区住房保障中心核查，下列${rows.length}户家庭符合公共租赁住房租赁补贴条件，现予公示：`,
        table(['序号', '申请人', '所在街道', '家庭人口', '家庭类别', '月补贴额（元）'], rows),
        objections(context, 'housing', 10),
        `经公示无异议的，自${month(addDays(day, 30))}月起按季发放。`,
      ],
    };
  }),
  plain(24, 'human-resources', 'art20-11', (context) => {
    const { random, day, serial } = context;
    const rows = STREETS.slice(0, 16)
      .map(({ name }) => [name, random.int(24, 96)] as const)
      .map(([name, persons]) => [name, persons, yuan(persons * 1259.7)]);
    return {
      title: `关于2017年第${serial}批灵活就业人员社会保险补贴发放情况的公示`,
      summary: '分街道公布灵活就业人员社会保险补贴人数和金额。',
      blocks: [
        `按照《江岸区灵活就业人员社会保险补贴审核发放操作规程》，${chineseDay(day)}前受理的申请已完成审核，现将分街道发放情况公示如下，人员明细可在政务公开网“专项资金”栏目或各免费查询点查询：`,
        table(['街道', '补贴人数（人）', '补贴金额（元）'], rows),
        '补贴标准为每人每月419.90元，本批次按3个月计发。缴费次月起超过6个月申报的，不予受理。',
        objections(context, 'human-resources'),
      ],
    };
  }),
  plain(14, 'human-resources', 'art20-14', (context) => {
    const { random, day, serial } = context;
    const rows = rowsOf(random.int(6, 10), (index) => [
      `${String(serial).padStart(2, '0')}${String(index + 1).padStart(2, '0')}`,
      random.pick([
        '小学语文教师',
        '小学数学教师',
        '初中英语教师',
        '全科医师',
        '社区护士',
        '财务管理',
        '信息技术',
        '档案管理',
      ]),
      random.int(1, 6),
      random.pick(['本科及以上', '研究生', '大专及以上']),
      random.pick(['35周岁以下', '30周岁以下', '40周岁以下']),
    ]);
    const isResult = serial % 2 === 0;
    return isResult
      ? {
          title: `江岸区2017年事业单位公开招聘拟聘用人员公示（第${serial / 2}批）`,
          summary: '经笔试、面试、体检和考察，公示拟聘用人员。',
          blocks: [
            '根据《事业单位人事管理条例》（国务院令第652号）和招聘公告规定，经笔试、面试、体检、考察，拟聘用下列人员，现予公示：',
            table(
              ['序号', '姓名', '岗位', '综合成绩'],
              rowsOf(random.int(7, 12), (index) => [
                index + 1,
                masked(random),
                random.pick(rows)[1] as string,
                (72 + random.next() * 16).toFixed(2),
              ]),
            ),
            objections(context, 'human-resources'),
          ],
        }
      : {
          title: `武汉市江岸区2017年事业单位公开招聘工作人员公告（第${(serial + 1) / 2}号）`,
          summary: '公布招聘岗位、条件、程序和报名时间。',
          blocks: [
            '因工作需要，经研究决定面向社会公开招聘事业单位工作人员，现将有关事项公告如下：',
            '## 一、招聘岗位',
            table(['岗位代码', '岗位名称', '人数', '学历要求', '年龄要求'], rows),
            '## 二、报名方式',
            `实行网上报名，时间为${chineseDay(addDays(day, 7))}9:00至${chineseDay(addDays(day, 13))}17:00，每人限报一个岗位，逾期不再受理。`,
            '## 三、考试与聘用',
            '笔试、面试各占综合成绩的50%，按1∶1比例确定体检和考察人选，经公示无异议后办理聘用手续，试用期按规定执行。',
            `咨询电话：${context.phone('human-resources')}。`,
          ],
        };
  }),
  plain(40, 'finance', 'art20-9', (context) => {
    const { random, day, serial } = context;
    const project = random.pick([
      '社区综合服务设施维修改造',
      '中小学校园网络升级',
      '公共视频监控运维服务',
      '机关办公设备采购',
      '道路绿化养护服务',
      '环卫清扫车辆采购',
      '社区居家养老服务',
      '政务服务大厅综合窗口外包服务',
      '学校食堂设备更新',
      '档案数字化加工服务',
      '医疗设备采购',
      '公厕新建工程监理',
    ]);
    const amount = random.int(18, 460) * 10_000 + random.int(0, 99) * 100;
    const winner = random.pick(COMPANIES);
    const number = `JACG-2017-${String(serial * 3 + random.int(0, 2)).padStart(3, '0')}`;
    return {
      title: `江岸区${project}项目（${number}）${random.pick(['中标公告', '成交结果公告'])}`,
      summary: `${project}项目采购结果公告，供应商为${winner}。`,
      blocks: [
        `根据《中华人民共和国政府采购法》及其实施条例的规定，${project}项目的评审工作已经结束，现将结果公告如下：`,
        table(
          ['项目', '内容'],
          [
            ['采购编号', number],
            ['采购方式', random.pick(['公开招标', '竞争性磋商', '竞争性谈判', '询价'])],
            ['评审日期', chineseDay(addDays(day, -2))],
            ['中标（成交）供应商', winner],
            ['中标（成交）金额', `${yuan(amount)}元`],
            [
              '服务期（交货期）',
              random.pick(['合同签订后30日内', '合同签订后60日内', '一年', '三年，合同一年一签']),
            ],
          ],
        ),
        `供应商对结果有异议的，可在公告期限届满之日起7个工作日内以书面形式提出质疑。监督电话：${context.phone('finance')}。`,
      ],
    };
  }),
  plain(30, 'environment', 'art20-13', (context) => {
    const { random, day, serial, street } = context;
    const [business, measures] = random.pick(BUILDING_PROJECTS);
    const project = `${random.pick(street.roads)}${business}项目`;
    const isDecision = random.chance(0.5);
    return {
      title: `关于${chineseDay(day)}${isDecision ? '作出' : '拟作出'}的建设项目环境影响评价文件审批决定的公${isDecision ? '告' : '示'}（${project}）`,
      summary: `${street.name}${project}环评文件审批情况。`,
      blocks: [
        `根据《中华人民共和国环境影响评价法》和建设项目环境影响评价审批程序的有关规定，${isDecision ? '我局对下列项目作出审批决定，现予公告' : '经审查，我局拟对下列项目作出批准决定，现予公示，期限为5个工作日'}：`,
        table(
          ['项目名称', '建设地点', '环评机构', '主要环境影响和对策措施'],
          [
            [
              project,
              `江岸区${street.name}${random.pick(street.communities)}`,
              random.pick(['武汉江城环境工程有限公司', '湖北绿源环境技术有限公司']),
              measures,
            ],
          ],
        ),
        ...(isDecision ? [`审批文号：岸环管〔2017〕${serial + 6}号。`] : []),
        `听证和复议权利告知：公民、法人或者其他组织认为上述决定侵犯其合法权益的，可在60日内申请行政复议，也可在六个月内提起行政诉讼。联系电话：${context.phone('environment')}。`,
      ],
    };
  }),
  plain(26, 'food-drug', 'art20-13', (context) => {
    const { random, serial } = context;
    const rows = rowsOf(random.int(6, 9), (index) => {
      const street = random.pick(STREETS);
      const sample = random.pick<readonly [string, string]>([
        ['韭菜', '腐霉利'],
        ['鲜鸡蛋', '氟苯尼考'],
        ['热干面调料', '苯甲酸'],
        ['食用植物油', '酸价'],
        ['卤豆干', '菌落总数'],
        ['纯净水', '铜绿假单胞菌'],
        ['武昌鱼', '恩诺沙星'],
        ['面窝', '铝残留量'],
      ]);
      return [
        index + 1,
        sample[0],
        `${street.name}某${random.pick(SHOPS)}`,
        sample[1],
        random.chance(0.9) ? '合格' : '不合格',
      ];
    });
    const failed = rows.filter((row) => row[4] === '不合格').length;
    return {
      title: `江岸区食品药品监督管理局食品安全监督抽检信息公告（2017年第${serial}期）`,
      summary: `本期公布抽检样品${rows.length}批次，不合格${failed}批次。`,
      blocks: [
        `近期，我局组织开展食品安全监督抽检，现公布${rows.length}批次样品信息，其中合格${rows.length - failed}批次、不合格${failed}批次，具体情况如下：`,
        table(['序号', '样品名称', '被抽样单位', '检验项目', '结论'], rows),
        failed > 0
          ? '对抽检不合格产品，我局已依法立案调查，责令生产经营单位采取下架、召回等措施，控制食品安全风险。'
          : '本期抽检样品全部合格，我局将继续加强重点品种的监督抽检。',
        '消费者如购买到不合格食品或发现食品安全问题，可拨打投诉举报电话12331。',
      ],
    };
  }),
  plain(26, 'urban-management', 'art20-6', (context) => {
    const { random, serial } = context;
    const rows = rowsOf(random.int(4, 7), (index) => {
      const street = random.pick(STREETS);
      const [party, breach, fine] = random.pick(BREACHES);
      return [
        `岸城管罚字〔2017〕${serial * 9 + index}号`,
        `${street.name}${random.pick(street.roads)}${party}`,
        breach,
        `罚款${fine}元`,
      ];
    });
    return {
      title: `江岸区城市管理行政处罚信息公示（2017年第${serial}期）`,
      summary: '公示适用一般程序的城市管理行政处罚案件信息。',
      blocks: [
        '依据《武汉市城市管理条例》等有关规定，现将近期作出的行政处罚决定公示如下：',
        table(['决定书文号', '当事人', '违法事实', '处罚结果'], rows),
        `对处罚决定不服的，可依法申请行政复议或者提起行政诉讼。监督电话：${context.phone('urban-management')}。`,
      ],
    };
  }),
  plain(16, 'industry-commerce', 'art20-6', (context) => {
    const { random, serial, day } = context;
    const checked = random.int(38, 120);
    const abnormal = random.int(1, 9);
    return {
      title: `江岸区2017年第${serial}次“双随机、一公开”抽查结果公示`,
      summary: `抽查市场主体${checked}户，发现问题${abnormal}户。`,
      blocks: [
        `根据《企业信息公示暂行条例》（国务院令第654号）和年度抽查计划，${month(day)}月，我局随机抽取市场主体${checked}户，随机选派执法检查人员实施检查，结果如下：`,
        table(
          ['抽查结果', '户数'],
          [
            ['未发现问题', checked - abnormal],
            ['公示信息隐瞒真实情况、弄虚作假', Math.floor(abnormal / 3)],
            ['通过登记的住所无法联系', abnormal - Math.floor(abnormal / 3)],
          ],
        ),
        '对存在问题的市场主体，已按规定列入经营异常名录并通过企业信用信息公示系统公示。',
      ],
    };
  }),
  plain(18, 'construction', 'art21', (context) => {
    const { random, day, street } = context;
    const road = random.pick(street.roads);
    const days = random.int(20, 75);
    return {
      title: `关于${road}${random.pick(['道路维修', '排水管网改造', '人行道整治', '沥青罩面', '雨污分流改造'])}工程（${street.name}段）施工的通告（${month(day)}月）`,
      summary: `${road}施工期间交通组织和便民措施。`,
      blocks: [
        `为改善${street.name}市民出行条件，经研究决定对${road}实施维修改造，现将有关事项通告如下：`,
        `一、施工时间：${chineseDay(addDays(day, 5))}至${chineseDay(addDays(day, 5 + days))}，每日7:00—22:00。`,
        `二、施工范围：${road}（${random.pick(street.communities)}至${random.pick(STREETS).roads[0] as string}路口），采取半幅封闭、半幅通行的方式。`,
        '三、施工期间请过往车辆按现场交通标志绕行，沿线单位和居民出行请注意安全。施工单位已设置便道、夜间警示灯和扬尘喷淋设施。',
        `给您带来的不便，敬请谅解。咨询电话：${context.phone('construction')}。`,
      ],
    };
  }),
  plain(12, 'water', 'art21', (context) => {
    const { random, day, street } = context;
    return {
      title: `关于${street.name}${random.pick(street.communities)}排水管网疏捞清淤的公告（${chineseDay(day).slice(5)}）`,
      summary: '汛前管网疏捞作业时间和注意事项。',
      blocks: [
        `为保障排水畅通，定于${chineseDay(addDays(day, 3))}起对${street.name}部分排水管网进行疏捞清淤，工期${random.int(5, 15)}天。`,
        '作业期间将临时占用部分路面，可能产生短时异味，请沿线居民关闭临街门窗，车辆避让作业区域。严禁向雨水井倾倒垃圾和餐厨废水。',
        `如发现井盖缺失、管道堵塞，请拨打报修电话：${context.phone('water')}。`,
      ],
    };
  }),
  plain(12, 'garden', 'art20-5', (context) => {
    const { random, street, serial, day } = context;
    return {
      title: `关于${street.name}${random.pick(street.roads)}树木移植（修剪）审批情况的公示（2017年第${serial}号）`,
      summary: '占用绿地和移植树木审批公示。',
      blocks: [
        '根据《城市绿化条例》和行政许可公示要求，现将审批情况公示如下：',
        table(
          ['申请单位', '地点', '树种及数量', '事由', '补偿措施'],
          [
            [
              random.pick(COMPANIES),
              `${street.name}${random.pick(street.roads)}`,
              `${random.pick(['悬铃木', '香樟', '栾树', '水杉'])}${random.int(2, 18)}株`,
              random.pick(['轨道交通建设', '道路拓宽', '排水管网改造', '消防通道整治']),
              '按规定异地移植并补植同等规格树木',
            ],
          ],
        ),
        objections(context, 'garden', 5),
        `移植作业安排在${chineseDay(addDays(day, 14))}以后的适宜时段进行。`,
      ],
    };
  }),
  plain(12, 'housing', 'art21', (context) => {
    const { random, day, street, serial } = context;
    return {
      title: `${street.name}${random.pick(street.communities)}片区房屋征收${random.pick(['补偿方案征求意见公告', '评估机构选定公告', '调查结果公示', '补偿情况分户公示'])}（第${serial}号）`,
      summary: '国有土地上房屋征收有关事项公告。',
      blocks: [
        '根据《国有土地上房屋征收与补偿条例》（国务院令第590号），现将有关事项公告如下：',
        `一、征收范围：${street.name}${random.pick(street.roads)}部分地块，具体以规划红线图为准，现场已张贴示意图。`,
        `二、期限：自${chineseDay(day)}起30日，被征收人可持身份证明和房屋权属证明到现场办公室查阅资料、反映意见。`,
        '三、补偿方式：实行货币补偿和房屋产权调换相结合，由被征收人自愿选择；被征收房屋价值由依法选定的房地产价格评估机构评估确定。',
        '四、自公告之日起，征收范围内暂停办理新建、扩建、改建房屋和改变房屋用途等手续。',
        `联系电话：${context.phone('housing')}。`,
      ],
    };
  }),
  plain(12, 'education', 'art20-11', (context) => {
    const { random, day, serial } = context;
    const rows = rowsOf(8, () => {
      const street = random.pick(STREETS);
      return [
        `${street.communities[0]?.slice(0, 2) as string}片区学校`,
        street.communities.slice(0, 4).join('、'),
        random.int(2, 8),
        random.int(80, 320),
      ];
    });
    const subject = random.pick([
      '义务教育新生服务范围',
      '学前教育资助名单',
      '普通高中国家助学金评审结果',
      '民办学校年度检查结论',
      '义务教育学校收费项目和标准',
    ]);
    return {
      title: `江岸区教育局关于2017年${subject}的公示（第${serial}号）`,
      summary: `${subject}向社会公示，接受监督。`,
      blocks: [
        `根据《中华人民共和国义务教育法》和上级有关文件精神，现将2017年${subject}有关情况公示如下：`,
        table(['学校（片区）', '对应社区', '班级数', '人数'], rows),
        '各学校应在校门口醒目位置同步张贴，公示期满后留存备查。',
        objections({ ...context, day }, 'education', 5),
      ],
    };
  }),
  plain(12, 'health', 'art20-13', (context) => {
    const { random, day, serial } = context;
    const rows = rowsOf(random.int(6, 9), (index) => {
      const street = random.pick(STREETS);
      return [
        index + 1,
        `${street.name}某${random.pick(['理发店', '游泳馆', '宾馆', '口腔诊所', '中医门诊部', '生活美容馆'])}`,
        random.pick(['室内空气质量', '公共用品用具消毒', '游离性余氯', '医疗废物管理', '放射防护']),
        random.chance(0.86) ? '符合' : '责令整改',
      ];
    });
    return {
      title: `江岸区卫生计生监督抽检结果公示（2017年第${serial}期）`,
      summary: '公共场所和医疗机构监督抽检结果。',
      blocks: [
        `${month(day)}月，区卫生计生综合监督执法大队对辖区公共场所、医疗机构开展监督抽检，结果公示如下：`,
        table(['序号', '单位', '抽检项目', '结果'], rows),
        '对不符合要求的单位，已下达监督意见书，限期整改并复查。',
      ],
    };
  }),
  plain(10, 'civil-affairs', 'art20-5', (context) => {
    const { random, serial, day } = context;
    const rows = rowsOf(random.int(6, 10), (index) => [
      index + 1,
      `江岸区${random.pick(STREETS).communities[random.int(0, 4)]?.replace('社区', '') as string}${random.pick(['社会工作服务中心', '老年人协会', '志愿者协会', '养老服务中心', '文体活动中心', '手工艺协会'])}`,
      random.pick(['民办非企业单位', '社会团体']),
      random.chance(0.9) ? '合格' : '基本合格',
    ]);
    return {
      title: `江岸区民政局社会组织登记（年检）结果公告（2017年第${serial}号）`,
      summary: '社会组织登记和年度检查结果。',
      blocks: [
        `依据《社会团体登记管理条例》《民办非企业单位登记管理暂行条例》，截至${chineseDay(day)}，下列社会组织通过登记（年检），现予公告：`,
        table(['序号', '名称', '类别', '结论'], rows),
        `社会公众可通过电话反映社会组织的违法违规行为，监督电话：${context.phone('civil-affairs')}。`,
      ],
    };
  }),
  plain(10, 'work-safety', 'art20-13', (context) => {
    const { random, serial, day } = context;
    return {
      title: `江岸区安全生产监督检查情况通报（2017年第${serial}期）`,
      summary: '安全生产检查家次、隐患整改和处罚情况。',
      blocks: [
        `${month(day)}月，全区各级各部门深入开展安全生产大检查，现将情况通报如下：`,
        table(
          ['项目', '数量'],
          [
            ['检查生产经营单位（家次）', random.int(260, 680)],
            ['发现隐患（处）', random.int(180, 420)],
            ['已整改（处）', random.int(150, 178)],
            ['行政处罚（起）', random.int(2, 12)],
            ['罚款（万元）', (random.int(10, 140) / 10).toFixed(1)],
          ],
        ),
        '请各生产经营单位落实主体责任，对未整改到位的隐患明确责任人、措施和时限，坚决防范遏制各类事故发生。',
        '安全生产举报投诉电话：12350。',
      ],
    };
  }),
  plain(8, 'audit', 'art20-15', (context) => {
    const { random, serial } = context;
    const subject = random.pick([
      '社区惠民资金管理使用',
      '部门预算执行',
      '中小学校维修项目',
      '保障性安居工程跟踪',
      '街道财政财务收支',
      '养老服务专项资金',
    ]);
    return {
      title: `江岸区审计局2017年第${serial}号审计结果公告：${subject}审计结果`,
      summary: `${subject}审计发现的主要问题和整改情况。`,
      blocks: [
        `根据《中华人民共和国审计法》的规定，区审计局对${subject}情况进行了审计，现将结果公告如下：`,
        '## 一、基本情况和审计评价',
        '审计结果表明，有关单位能够较好执行财经法规，资金管理使用总体规范，促进了各项民生政策落实。',
        '## 二、审计发现的主要问题',
        `（一）个别项目预算执行进度较慢，年末结转资金${random.int(12, 96)}万元。`,
        '（二）部分固定资产未及时登记入账。',
        '（三）少数支出报销附件不齐全。',
        '## 三、整改情况',
        '截至公告日，有关单位已采纳审计建议，完善制度3项，所涉问题整改完毕。',
      ],
    };
  }),
  plain(10, 'approval', 'art20-5', (context) => {
    const { random, day, serial } = context;
    const occasion = holidayOf(day);
    return serial % 2 === 1
      ? {
          title: `江岸区政务服务中心${month(day)}月行政许可和公共服务办件情况公示`,
          summary: '按部门公布办件数量、办结数量和提前办结率。',
          blocks: [
            `现将${month(day)}月区政务服务中心办件情况公示如下：`,
            table(
              ['窗口', '受理（件）', '办结（件）', '按时办结率'],
              ['市场准入', '投资建设', '社会事务', '公共服务'].map((name) => {
                const count = random.int(120, 1900);
                return [name, count, count, '100%'];
              }),
            ),
            `欢迎对窗口服务进行评价和监督，电话：${context.phone('approval')}。`,
          ],
        }
      : {
          title: `关于江岸区政务服务中心2017年${occasion}期间服务时间安排的公告（${month(day)}月）`,
          summary: `${occasion}期间窗口服务时间。`,
          blocks: [
            `根据国务院办公厅关于2017年部分节假日安排的通知，区政务服务中心${occasion}放假期间窗口暂停服务，网上办事大厅和自助服务区照常开放。`,
            '调休上班日窗口正常对外服务。请广大市民合理安排办事时间。',
          ],
        };
  }),
  plain(8, 'petition', 'art20-15', (context) => {
    const { random, day } = context;
    const fields = random.shuffle([
      '住房保障、房屋征收',
      '教育、卫生计生',
      '城市建设、城市管理',
      '社会救助、劳动就业',
      '市场监管、食品安全',
    ]);
    return {
      title: `江岸区2017年${month(day)}月领导干部接访日安排（${chineseDay(day).slice(5)}）`,
      summary: '区级领导接访时间、地点和分管领域。',
      blocks: [
        '为畅通群众诉求渠道，现将本月区级领导干部接访安排公布如下：',
        table(
          ['日期', '地点', '接访领域'],
          rowsOf(4, (index) => [
            chineseDay(addWorkdays(day, 2 + index * 5)),
            '区信访接待中心',
            fields[index] as string,
          ]),
        ),
        '来访群众请携带身份证件，推选代表不超过5人，依法有序反映诉求。网上信访渠道24小时开通。',
      ],
    };
  }),
  plain(8, 'development', 'art20-8', (context) => {
    const { random, day, serial } = context;
    const rows = ['大米', '面粉', '食用油', '鸡蛋', '猪肉', '鲜活鲫鱼', '大白菜', '土豆'].map(
      (name) => [
        name,
        `${(random.int(18, 240) / 10).toFixed(1)}元/500克`,
        `${random.chance(0.5) ? '上涨' : '下降'}${(random.int(1, 60) / 10).toFixed(1)}%`,
      ],
    );
    return {
      title: `江岸区居民生活必需品价格监测公告（2017年第${serial}期）`,
      summary: '主要食品价格和环比变化。',
      blocks: [
        `${chineseDay(day)}，对辖区6家农贸市场和4家超市的价格监测结果如下：`,
        table(['品种', '平均价格', '环比'], rows),
        '总体看，市场供应充足，价格基本平稳。价格举报电话：12358。',
      ],
    };
  }),
  plain(8, 'culture', 'art20-11', (context) => {
    const { random, day, street } = context;
    return {
      title: `江岸区${random.pick(['公益文化讲座', '群众广场舞展演', '全民健身运动会', '非遗进社区', '公益电影放映', '少儿阅读推广'])}活动安排公告（${chineseDay(day).slice(5)} ${street.name}）`,
      summary: '公共文化体育活动的时间、地点和参加办法。',
      blocks: [
        `为丰富群众文化生活，定于近期在${street.name}开展公益文体活动，免费向市民开放，安排如下：`,
        table(
          ['时间', '地点', '名额'],
          rowsOf(4, (index) => [
            `${chineseDay(addDays(day, 6 + index * 3))}${random.pick(['9:30', '14:30', '19:00'])}`,
            random.pick(street.communities),
            random.int(30, 200),
          ]),
        ),
        `报名可到社区文化室登记或拨打${context.phone('culture')}，额满为止。`,
      ],
    };
  }),
];
