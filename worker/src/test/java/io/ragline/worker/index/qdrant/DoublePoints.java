package io.ragline.worker.index.qdrant;

import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;

/** The double's service of points. */
final class DoublePoints extends PointsGrpc.PointsImplBase {
    private final QdrantDouble qdrant;

    DoublePoints(QdrantDouble qdrant) {
        this.qdrant = qdrant;
    }

    @Override
    public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> to) {
        qdrant.answer(request, to, () -> {
            qdrant.collection(request.getCollectionName()).upsert(request.getPointsList());
            return done();
        });
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> to) {
        qdrant.answer(request, to, () -> {
            DoubleCollection collection = qdrant.collection(request.getCollectionName());
            if (qdrant.deletes()) {
                collection.delete(request.getPoints().getFilter());
            }
            return done();
        });
    }

    @Override
    public void setPayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> to) {
        qdrant.answer(request, to, () -> {
            qdrant.collection(request.getCollectionName())
                    .set(request.getPointsSelector().getFilter(), request.getPayloadMap());
            return done();
        });
    }

    @Override
    public void createFieldIndex(CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> to) {
        qdrant.answer(request, to, () -> {
            qdrant.collection(request.getCollectionName()).index(request);
            return done();
        });
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> to) {
        qdrant.answer(
                request,
                to,
                () -> CountResponse.newBuilder()
                        .setResult(CountResult.newBuilder()
                                .setCount(qdrant.collection(request.getCollectionName())
                                        .count(request.getFilter())))
                        .build());
    }

    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> to) {
        qdrant.answer(
                request,
                to,
                () -> ScrollResponse.newBuilder()
                        .addAllResult(qdrant.collection(request.getCollectionName())
                                .scroll(request.getFilter(), request.getLimit(), request.getWithPayload()))
                        .build());
    }

    @Override
    public void get(GetPoints request, StreamObserver<GetResponse> to) {
        qdrant.answer(
                request,
                to,
                () -> GetResponse.newBuilder()
                        .addAllResult(qdrant.collection(request.getCollectionName())
                                .get(request.getIdsList(), request.getWithPayload()))
                        .build());
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> to) {
        qdrant.answer(
                request,
                to,
                () -> QueryResponse.newBuilder()
                        .addAllResult(
                                qdrant.collection(request.getCollectionName()).query(request))
                        .build());
    }

    private static PointsOperationResponse done() {
        return PointsOperationResponse.newBuilder()
                .setResult(UpdateResult.newBuilder().setStatus(UpdateStatus.Completed))
                .build();
    }
}
