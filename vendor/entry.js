// What the console's graph page takes from its two libraries.
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeLineProgram } from "sigma/rendering";
window.cauteryGraph = { Graph: Graph, Sigma: Sigma, EdgeLineProgram: EdgeLineProgram };
