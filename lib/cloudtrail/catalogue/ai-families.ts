import { dataFamilies, type Common, type DataSpec } from "./family-spec";
import type { OperationFamily } from "./operation-family";

const AI: Common = {
  group: "Other AI",
  source: null,
  ai: true,
  neverContains: "What was asked and answered.",
  instead: "The service's own history, where it keeps one.",
  certainty: "inferred",
  basis: "CloudTrail's list of resource types; operations and event source are not published",
};

const spec = (type: string, title: string, proves: string): DataSpec => ({ type, title, proves, operations: {} });

const QUICK: Common = { ...AI, group: "Quick Suite" };
const HEALTH: Common = {
  ...AI,
  group: "Health agents",
  neverContains: "What was said, and what is known of the patient.",
};

const QBUSINESS: Common = {
  ...AI,
  group: "Amazon Q",
  source: "qbusiness.amazonaws.com",
  basis: "CloudTrail's list of resource types and the SDK; which operation names which type is not published",
};

const CHAT = "Chat ChatSync ListConversations ListMessages SearchRelevantContent PutFeedback";

const SAGEMAKER: Common = {
  ...AI,
  group: "SageMaker",
  source: "sagemaker.amazonaws.com",
  neverContains: "Inputs and outputs of models and features.",
  instead: "Data capture of the endpoint, in its bucket.",
};

const VECTORS: Common = {
  ...AI,
  group: "Vector stores",
  source: "s3vectors.amazonaws.com",
  neverContains: "The vectors and the passages behind them.",
  instead: "The store itself.",
  basis: "CloudTrail's list of resource types and operations of the SDK",
};

/** Data events of AI services other than Bedrock and AgentCore. */
export const AI_FAMILIES: readonly OperationFamily[] = [
  ...dataFamilies(VECTORS, [
    {
      type: "S3Vectors::Index",
      title: "Vector index",
      operations: { reads: "QueryVectors GetVectors ListVectors", writes: "PutVectors DeleteVectors" },
      proves: "Who searched, read, wrote or deleted vectors of a retrieval store.",
      isFollowed: true,
    },
    {
      type: "S3Vectors::VectorBucket",
      title: "Vector buckets",
      operations: { reads: "QueryVectors GetVectors ListVectors", writes: "PutVectors DeleteVectors" },
      proves: "In which vector bucket somebody searched or wrote.",
    },
    {
      type: "AOSS::Collection",
      title: "OpenSearch Serverless collections",
      source: "aoss.amazonaws.com",
      operations: {},
      proves: "Who used a collection, which many knowledge bases search.",
      isFollowed: true,
    },
    {
      type: "NeptuneGraph::Graph",
      title: "Neptune graphs",
      source: "neptune-graph.amazonaws.com",
      operations: { either: "ExecuteQuery CancelQuery GetQuery ListQueries GetGraphSummary" },
      proves: "Who queried a graph.",
    },
    {
      type: "KendraRanking::ExecutionPlan",
      title: "Kendra ranking",
      source: "kendra-ranking.amazonaws.com",
      operations: { either: "Rescore" },
      proves: "Who had results ranked.",
    },
  ]),
  ...dataFamilies(SAGEMAKER, [
    {
      type: "SageMaker::Endpoint",
      title: "Endpoint inference with a streamed answer",
      operations: { either: "InvokeEndpointWithResponseStream" },
      proves: "Who ran a model of an endpoint by the streaming call only: InvokeEndpoint is not recorded.",
      certainty: "confirmed",
      basis: "CloudTrail's list; that InvokeEndpoint leaves no record is from an older copy of the developer guide",
      isFollowed: true,
    },
    {
      type: "SageMaker::FeatureGroup",
      title: "Feature store records",
      operations: { reads: "GetRecord BatchGetRecord", writes: "PutRecord DeleteRecord" },
      proves: "Who read or wrote features.",
    },
    {
      type: "SageMaker::ExperimentTrialComponent",
      title: "Experiment metrics",
      source: "metrics-sagemaker.amazonaws.com",
      operations: { either: "BatchPutMetrics BatchGetMetrics" },
      proves: "Who wrote or read metrics.",
    },
    spec("SageMaker::Hub", "Model hubs", "Who read models of a hub."),
    spec("SageMaker::Job", "Jobs", "Work with jobs."),
    spec("SageMaker::MlflowApp", "MLflow apps", "Who used an MLflow app."),
    spec("SageMaker::MlflowTrackingServer", "MLflow tracking", "Who read or wrote experiments."),
    spec("SageMaker::TrainingSession", "Training sessions", "Who trained."),
  ]),
  ...dataFamilies(QBUSINESS, [
    {
      type: "QBusiness::Application",
      title: "Q Business chats",
      operations: { either: CHAT },
      proves: "Who asked an application that reads the company's documents.",
      isFollowed: true,
    },
    {
      type: "QBusiness::Index",
      title: "Q Business indexes",
      operations: { either: "BatchPutDocument BatchDeleteDocument SearchRelevantContent" },
      proves: "Who put documents in or took them out.",
    },
    spec("QBusiness::DataSource", "Q Business data sources", "What was read in."),
    spec("QBusiness::Integration", "Q Business integrations", "Which other service was used."),
    {
      type: "QBusiness::WebExperience",
      title: "Q Business web pages",
      operations: { either: CHAT },
      proves: "Who chatted.",
    },
    { ...spec("QApps::QApp", "Q Apps", "Who ran an app."), source: null },
    { ...spec("QApps::QAppSession", "Q App sessions", "Who ran an app."), source: null },
    { ...spec("QDeveloper::Integration", "Q Developer integrations", "Which tool was joined."), source: null },
    { ...spec("CodeWhisperer::Customization", "Code customisations", "Who used a customised model."), source: null },
    { ...spec("CodeWhisperer::Profile", "Coding assistant profiles", "Who used a coding assistant."), source: null },
  ]),
  ...dataFamilies(QUICK, [
    spec("Quicksight::ActionConnector", "Action connectors", "Which action ran against another service."),
    spec("QuickSight::App", "Apps", "Who used an app."),
    spec("QuickSight::Automation", "Automations", "Who ran an automation."),
    spec("QuickSight::AutomationJob", "Automation jobs", "Which runs there were."),
    spec("QuickSight::Extension", "Extensions", "Who used an extension."),
    spec("QuickSight::ExtensionAccess", "Access to extensions", "Who was let in."),
    spec("QuickSight::Flow", "Flows", "Who ran a flow."),
    spec("QuickSight::FlowSession", "Flow sessions", "Which runs of a flow there were."),
    spec("QuickSight::Page", "Pages", "Who used a page."),
    spec("QuickSight::Task", "Tasks", "Which tasks there were."),
  ]),
  ...dataFamilies(HEALTH, [
    spec("HealthAgent::Domain", "Domains", "Who used a domain."),
    spec("HealthAgent::Integration", "Integrations", "Which system was used."),
    spec("HealthAgent::PatientInsightsJob", "Patient insight jobs", "Who had insights made."),
    spec("HealthAgent::Session", "Sessions", "Who talked to an agent."),
    spec("HealthAgent::Subscription", "Subscriptions", "Who subscribed."),
  ]),
  ...dataFamilies({ ...AI, group: "Agents that operate and build" }, [
    spec("AIDevOps::AgentSpace", "DevOps agent spaces", "Who used the agent that operates an application."),
    spec("AIDevOps::Association", "DevOps agent associations", "What the agent was joined with."),
    spec("AIDevOps::OperatorAppTeam", "DevOps operator teams", "Which team used the agent."),
    spec("AIDevOps::PipelineMetadata", "DevOps pipelines", "What the agent read of pipelines."),
    spec("AIDevOps::Service", "DevOps services", "Which service the agent used."),
    spec("AIOps::InvestigationGroup", "Operational investigations", "Who had an incident looked into."),
    {
      type: "NovaAct::WorkflowDefinition",
      title: "Browser agent workflows",
      operations: { either: "CreateWorkflowRun" },
      proves: "Who started an agent that acts in a browser.",
    },
    {
      type: "NovaAct::WorkflowRun",
      title: "Browser agent runs",
      operations: { either: "CreateAct UpdateAct InvokeActStep CreateSession" },
      proves: "Which steps an agent took in a browser.",
    },
    spec("Transform::AgentInstance", "Transformation agents", "Who ran an agent that rewrites systems."),
    spec("Transform::Profile", "Transformation profiles", "Under which profile."),
    spec("TransformCustom::Campaign", "Transformation campaigns", "Which campaign ran."),
    spec("TransformCustom::Conversation", "Transformation conversations", "Who talked to the agent."),
    spec("TransformCustom::KnowledgeItem", "Transformation knowledge", "What the agent was taught."),
    spec("TransformCustom::Package", "Transformation packages", "What was rewritten."),
    spec("WellArchitected::AgentRecommendation", "Review recommendations", "Who read recommendations of an agent."),
    spec("SitewiseAssistant::Conversation", "Industrial assistant", "Who talked to the assistant."),
  ]),
  ...dataFamilies({ ...AI, group: "Bots and models" }, [
    {
      type: "Lex::Bot",
      title: "Lex bots",
      operations: { either: "RecognizeText RecognizeUtterance StartConversation PutSession GetSession DeleteSession" },
      proves: "Who talked to a bot.",
    },
    {
      type: "Lex::BotAlias",
      title: "Lex bot aliases",
      operations: { either: "RecognizeText RecognizeUtterance StartConversation PutSession GetSession DeleteSession" },
      proves: "Who talked to a bot by which alias.",
    },
    spec("MachineLearning::MlModel", "Machine Learning models", "Who had predictions made."),
  ]),
];
