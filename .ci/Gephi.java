import java.io.File;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Reads a GEXF file with the real Gephi and prints what it found, for .ci/gephi. */
class Gephi {
    public static void main(String[] args) throws Exception {
        ProjectController project = Lookup.getDefault().lookup(ProjectController.class);
        project.newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(args[0]));
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        importer.process(container, new DefaultProcessor(), project.getCurrentWorkspace());
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
        Graph graph = model.getGraph();
        int timed = 0, spells = 0, open = 0;
        for (Edge edge : graph.getEdges()) {
            IntervalSet times = (IntervalSet) edge.getAttribute("timeset");
            if (times != null) {
                timed++;
                for (Interval one : times.toArray()) {
                    spells++;
                    open += Double.isInfinite(one.getLow()) || Double.isInfinite(one.getHigh()) ? 1 : 0;
                }
            }
        }
        int kinds = model.getEdgeTypeCount() - 1; // one of them is Gephi's own, for edges without a kind
        int timedNodes = 0;
        for (Node node : graph.getNodes()) {
            timedNodes += node.getAttribute("timeset") != null ? 1 : 0;
        }
        System.out.printf(
            "nodes=%d edges=%d kinds=%d timed_nodes=%d timed_edges=%d spells=%d open=%d directed=%b%n",
            graph.getNodeCount(), graph.getEdgeCount(), kinds, timedNodes, timed, spells, open,
            model.isDirected());
        long severe = 0;
        if (container.getReport() != null) {
            java.util.Iterator<Issue> issues = container.getReport().getIssues(1_000);
            while (issues.hasNext()) {
                Issue issue = issues.next();
                if (issue.getLevel().toInteger() >= Issue.Level.WARNING.toInteger()) {
                    severe++;
                    System.out.println("issue: " + issue.getLevel() + " " + issue.getMessage());
                }
            }
        }
        System.exit(severe == 0 ? 0 : 1);
    }
}
