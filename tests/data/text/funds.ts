import type { FundCategory } from '../records';

/** A policy document on which a fund rests. */
export interface PolicyText {
  readonly title: string;
  readonly docNumber: string;
  readonly issuedOn: string;
}

export interface FundText {
  readonly name: string;
  readonly category: FundCategory;
  /** Key of the department in text/organs.ts. */
  readonly department: string;
  readonly persons: number;
  readonly isSensitive: boolean;
  readonly period: string;
  /** Shares of central, province, city and district. */
  readonly sources: readonly [number, number, number, number];
  readonly standards: string;
  readonly policies: readonly PolicyText[];
  /** Youngest and eldest receiver. */
  readonly ages: readonly [number, number];
}

const policy = (title: string, docNumber: string, issuedOn: string): PolicyText => ({
  title,
  docNumber,
  issuedOn,
});

/** The policy that asks for publication down to the receiver; it holds for all funds. */
const PUBLICATION_POLICY = policy(
  '财政部关于深入推进基层财政专项支出预算公开的意见',
  '财预〔2011〕27号',
  '2011-03-15',
);

const steps = (...lines: string[]): string => lines.join('\n');

const TEXTS: readonly FundText[] = [
  {
    name: '城市居民最低生活保障金',
    category: 'minimum-living',
    department: 'civil-affairs',
    persons: 9860,
    isSensitive: false,
    period: '2017年1-12月',
    sources: [48, 12, 18, 22],
    standards: steps(
      '保障标准：每人每月670元，按家庭月人均收入与标准的差额逐户补足。',
      '分类施保：对70周岁以上老年人、重度残疾人、重病患者和在校学生，按标准的10%—30%上浮保障金。',
      '申请程序：户主向街道政务服务中心申请；街道入户调查、邻里访问、信息核对和民主评议，在社区公示7个工作日；区民政局审批。',
      '发放方式：按月通过“一卡通”社会化发放至户主银行账户，每月10日前到账。',
    ),
    policies: [
      policy('城市居民最低生活保障条例', '国务院令第271号', '1999-09-28'),
      policy('国务院关于进一步加强和改进最低生活保障工作的意见', '国发〔2012〕45号', '2012-09-01'),
      policy('江岸区城市居民最低生活保障动态管理实施细则', '岸民政规〔2016〕3号', '2016-08-22'),
    ],
    ages: [6, 88],
  },
  {
    name: '灵活就业人员社会保险补贴',
    category: 'social-insurance-subsidy',
    department: 'human-resources',
    persons: 12400,
    isSensitive: false,
    period: '2017年1-11月',
    sources: [40, 20, 25, 15],
    standards: steps(
      '补贴对象：女满40周岁、男满50周岁，登记失业后灵活就业并缴纳社会保险费的人员。',
      '补贴标准：每人每月419.90元，其中基本养老保险332.00元、基本医疗保险87.90元，不超过实际缴费的三分之二。',
      '补贴期限：最长不超过3年；初次核定时距法定退休年龄不足5年的，可延长至退休。',
      '申请时限：缴费次月起6个月内向户籍所在社区申报，逾期不予补发。',
    ),
    policies: [
      policy(
        '财政部 人力资源社会保障部关于印发《就业补助资金管理办法》的通知',
        '财社〔2017〕164号',
        '2017-10-13',
      ),
      policy('江岸区灵活就业人员社会保险补贴审核发放操作规程', '岸人资〔2016〕41号', '2016-05-09'),
    ],
    ages: [40, 59],
  },
  {
    name: '计划生育家庭特别扶助金',
    category: 'family-planning-support',
    department: 'health',
    persons: 4120,
    isSensitive: true,
    period: '2017年度',
    sources: [40, 16, 22, 22],
    standards: steps(
      '扶助对象：女方年满49周岁，独生子女死亡或伤残（三级以上）且未再生育或收养的夫妻。',
      '扶助标准：独生子女死亡家庭每人每月440元，独生子女伤残家庭每人每月350元。',
      '资格确认：每年由社区初审、街道复核、区卫生计生委审批，本人健在、子女康复和户籍变动情况逐年核查。',
      '本项资金涉及个人隐私，只公布到社区的人数和金额。',
    ),
    policies: [
      policy(
        '关于进一步做好计划生育特殊困难家庭扶助工作的通知',
        '国卫家庭发〔2013〕41号',
        '2013-12-18',
      ),
      policy(
        '江岸区计划生育家庭特别扶助资格确认和资金发放办法',
        '岸卫计〔2015〕27号',
        '2015-04-16',
      ),
    ],
    ages: [49, 84],
  },
  {
    name: '困难残疾人生活补贴和重度残疾人护理补贴',
    category: 'disability-subsidy',
    department: 'disabled',
    persons: 8900,
    isSensitive: true,
    period: '2017年1-12月',
    sources: [0, 28, 36, 36],
    standards: steps(
      '困难残疾人生活补贴：低保家庭中的残疾人，每人每月100元。',
      '重度残疾人护理补贴：残疾等级为一级、二级且需要长期照护的残疾人，一级每人每月150元，二级每人每月100元。',
      '两项补贴可以叠加享受；按月计算，按季发放。',
      '本项资金涉及个人隐私，只公布到社区的人数和金额。',
    ),
    policies: [
      policy(
        '国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见',
        '国发〔2015〕52号',
        '2015-09-22',
      ),
      policy('江岸区残疾人两项补贴审核审定和发放管理办法', '岸残联〔2016〕9号', '2016-03-28'),
    ],
    ages: [5, 86],
  },
  {
    name: '高龄老年人津贴',
    category: 'elderly-allowance',
    department: 'civil-affairs',
    persons: 24300,
    isSensitive: false,
    period: '2017年1-12月',
    sources: [0, 0, 50, 50],
    standards: steps(
      '发放对象：具有本区户籍、年满80周岁的老年人。',
      '发放标准：80—89周岁每人每月100元，90—99周岁每人每月200元，100周岁及以上每人每月500元。',
      '发放方式：自年满80周岁的次月起按月计发，每季度末月通过“一卡通”发放。',
      '生存认证：每半年由社区上门或视频核验一次。',
    ),
    policies: [
      policy('中华人民共和国老年人权益保障法', '主席令第72号', '2012-12-28'),
      policy('江岸区高龄津贴申领发放工作规程', '岸民政〔2016〕18号', '2016-02-25'),
    ],
    ages: [80, 102],
  },
  {
    name: '城乡医疗救助资金',
    category: 'medical-assistance',
    department: 'civil-affairs',
    persons: 11200,
    isSensitive: false,
    period: '2017年度',
    sources: [44, 14, 20, 22],
    standards: steps(
      '救助对象：低保对象、特困供养人员、低收入家庭中的重病患者和因病致贫家庭重病患者。',
      '救助标准：经基本医保、大病保险报销后，政策范围内个人自付部分，低保对象按70%救助，年度封顶线2万元；低收入家庭重病患者按60%救助。',
      '救助方式：定点医疗机构“一站式”即时结算；异地就医的，凭票据向户籍所在街道申请。',
    ),
    policies: [
      policy(
        '国务院办公厅转发民政部等部门关于进一步完善医疗救助制度全面开展重特大疾病医疗救助工作意见的通知',
        '国办发〔2015〕30号',
        '2015-04-21',
      ),
      policy('江岸区城乡医疗救助实施办法', '岸政规〔2016〕2号', '2016-01-18'),
    ],
    ages: [12, 89],
  },
  {
    name: '临时救助资金',
    category: 'temporary-relief',
    department: 'civil-affairs',
    persons: 2150,
    isSensitive: false,
    period: '2017年度',
    sources: [30, 15, 25, 30],
    standards: steps(
      '救助对象：因火灾、交通事故、突发重大疾病或其他特殊原因，基本生活暂时出现严重困难的家庭和个人。',
      '救助标准：按困难程度给予低保标准1—6个月的一次性救助，特别困难的可提高到12个月；同一事由年度内救助一次。',
      '小额救助：2000元以下由街道直接审批，5个工作日内发放。',
    ),
    policies: [
      policy('国务院关于全面建立临时救助制度的通知', '国发〔2014〕47号', '2014-10-03'),
      policy('江岸区临时救助操作规程', '岸民政规〔2015〕1号', '2015-03-30'),
    ],
    ages: [22, 84],
  },
  {
    name: '孤儿基本生活费',
    category: 'orphan-support',
    department: 'civil-affairs',
    persons: 63,
    isSensitive: true,
    period: '2017年1-12月',
    sources: [30, 20, 25, 25],
    standards: steps(
      '发放对象：失去父母、查找不到生父母的未满18周岁的未成年人；年满18周岁仍在校就读的，发放至毕业。',
      '发放标准：社会散居孤儿每人每月1200元，福利机构集中养育孤儿每人每月1900元。',
      '本项资金涉及未成年人个人隐私，只公布到社区的人数和金额。',
    ),
    policies: [
      policy('国务院办公厅关于加强孤儿保障工作的意见', '国办发〔2010〕54号', '2010-11-16'),
      policy('民政部 财政部关于发放孤儿基本生活费的通知', '民发〔2010〕161号', '2010-11-26'),
    ],
    ages: [4, 20],
  },
  {
    name: '优抚对象抚恤和生活补助',
    category: 'veteran-benefits',
    department: 'civil-affairs',
    persons: 6240,
    isSensitive: false,
    period: '2017年1-12月',
    sources: [62, 10, 12, 16],
    standards: steps(
      '发放对象：残疾军人、烈属、因公牺牲军人遗属、病故军人遗属、在乡复员军人、带病回乡退伍军人、参战参试退役人员和60周岁以上农村籍退役士兵。',
      '发放标准：参战参试退役人员每人每月550元；带病回乡退伍军人每人每月500元；“三属”每人每月1460—1940元；残疾军人按等级和残情发放，年标准7680—72850元。',
      '发放方式：按月通过银行代发，自批准之月起计发；身故的自次月起停发。',
    ),
    policies: [
      policy('军人抚恤优待条例', '国务院 中央军委令第602号', '2011-07-29'),
      policy('优抚对象补助经费管理办法', '财社〔2012〕221号', '2012-12-31'),
    ],
    ages: [34, 92],
  },
  {
    name: '家庭经济困难学生资助资金',
    category: 'education-aid',
    department: 'education',
    persons: 5430,
    isSensitive: false,
    period: '2017年度',
    sources: [36, 14, 20, 30],
    standards: steps(
      '学前教育：每人每年1000元。',
      '义务教育阶段寄宿生生活补助：小学每人每年1000元，初中每人每年1250元。',
      '普通高中国家助学金：一档每人每年2500元，二档每人每年1500元。',
      '评审程序：学生申请、班级评议、学校审核并公示5个工作日，区学生资助管理中心复核，按学期发放。',
    ),
    policies: [
      policy(
        '国务院关于进一步完善城乡义务教育经费保障机制的通知',
        '国发〔2015〕67号',
        '2015-11-25',
      ),
      policy('江岸区家庭经济困难学生认定和资助工作办法', '岸教〔2016〕35号', '2016-09-05'),
    ],
    ages: [4, 18],
  },
  {
    name: '公益性岗位补贴',
    category: 'employment-subsidy',
    department: 'human-resources',
    persons: 2380,
    isSensitive: false,
    period: '2017年1-11月',
    sources: [46, 18, 20, 16],
    standards: steps(
      '补贴对象：在社区公共服务、劳动保障协管、治安巡防、环境保洁等公益性岗位就业的就业困难人员。',
      '补贴标准：岗位补贴每人每月1550元，并按规定给予社会保险补贴；补贴期限最长不超过3年。',
      '审核发放：用人单位按月申报，区人力资源局审核考勤和缴费凭证后拨付。',
    ),
    policies: [
      policy(
        '财政部 人力资源社会保障部关于印发《就业补助资金管理办法》的通知',
        '财社〔2017〕164号',
        '2017-10-13',
      ),
      policy('江岸区公益性岗位开发管理办法', '岸人资规〔2016〕2号', '2016-06-20'),
    ],
    ages: [38, 59],
  },
  {
    name: '公共租赁住房租赁补贴',
    category: 'housing-subsidy',
    department: 'housing',
    persons: 3100,
    isSensitive: false,
    period: '2017年1-12月',
    sources: [20, 14, 30, 36],
    standards: steps(
      '补贴对象：人均住房建筑面积低于16平方米、家庭上年度人均月收入低于3000元的本区户籍无房或住房困难家庭。',
      '补贴标准：低保家庭每平方米每月21元，低收入家庭每平方米每月14元，按人均16平方米与现住房面积的差额计算。',
      '发放方式：租赁合同备案后按季发放至家庭账户，资格每年复核一次。',
    ),
    policies: [
      policy('公共租赁住房管理办法', '住房和城乡建设部令第11号', '2012-05-28'),
      policy('江岸区公共租赁住房租赁补贴审核发放细则', '岸房〔2016〕52号', '2016-07-11'),
    ],
    ages: [26, 82],
  },
  {
    name: '独生子女父母退休一次性奖励',
    category: 'one-child-award',
    department: 'health',
    persons: 12066,
    isSensitive: false,
    period: '2017年度',
    sources: [0, 0, 40, 60],
    standards: steps(
      '奖励对象：持有《独生子女父母光荣证》、达到法定退休年龄的本区户籍企业退休职工和无单位居民。',
      '奖励标准：每人一次性奖励3500元。',
      '申领程序：本人持身份证、光荣证和退休证向户籍所在社区申请，街道复核、社区公示后由区卫生计生委审批发放。',
    ),
    policies: [
      policy('湖北省人口与计划生育条例', '湖北省人大常委会公告第195号', '2016-01-13'),
      policy('江岸区独生子女父母退休奖励资金管理办法', '岸卫计〔2016〕44号', '2016-06-15'),
    ],
    ages: [50, 66],
  },
  {
    name: '困难群众节日慰问金',
    category: 'other',
    department: 'civil-affairs',
    persons: 31000,
    isSensitive: false,
    period: '2017年第一季度',
    sources: [15, 15, 30, 40],
    standards: steps(
      '慰问对象：低保对象、特困供养人员、重点优抚对象、困难党员和困难职工、低收入家庭。',
      '慰问标准：特困供养人员和重点优抚对象每人500元，低保对象和困难职工每人300元，其他困难群众每人200元。',
      '发放方式：春节前由街道组织社区逐户核实，现金慰问改为银行代发。',
    ),
    policies: [
      policy('社会救助暂行办法', '国务院令第649号', '2014-02-21'),
      policy(
        '关于做好2017年元旦春节期间困难群众走访慰问工作的通知',
        '岸民政〔2016〕96号',
        '2016-12-20',
      ),
    ],
    ages: [18, 92],
  },
];

/** The 14 funds of 2017, in the order of their codes. */
export const FUNDS: readonly FundText[] = TEXTS.map((fund) => ({
  ...fund,
  policies: [...fund.policies, PUBLICATION_POLICY],
}));
